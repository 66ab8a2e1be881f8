package org.veilor.mesh.feed;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who was refused what, the last first. */
@Schema(
    name = "GateDenials",
    requiredProperties = {"items", "total"})
record DenialPage(
    List<Item> items, @Schema(description = "How many there are in all.") long total) {

  /** So often was this one refused that, by all servers together. */
  @Schema(
      name = "GateDenial",
      requiredProperties = {"who", "vhost", "reason", "count", "first", "last"})
  record Item(
      @Schema(
              description =
                  "A node's name, \"zone\" and its name, an address, or public; ? if nobody could tell, others if there were too many.")
          String who,
      @Schema(description = "As the policy has it; unknown, none, or others.") String vhost,
      @Schema(examples = "not_allowed") String reason,
      long count,
      Instant first,
      Instant last) {}

  static DenialPage of(DenialBook.Newest newest) {
    return new DenialPage(
        newest.items().stream()
            .map(it ->
                new Item(it.who(), it.vhost(), it.reason(), it.count(), it.first(), it.last()))
            .toList(),
        newest.total());
  }
}
