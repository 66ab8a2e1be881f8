package org.veilor.mesh.publish;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of the history, newest first. */
@Schema(
    name = "PolicyHistory",
    requiredProperties = {"items", "next"})
record HistoryPage(
    List<VersionAnswer> items,
    @Schema(nullable = true, description = "For \"below\" of the next page; null on the last.")
        @Nullable Long next) {

  /**
   * @param versions up to one more than the limit: the surplus one tells that there is a next page
   */
  static HistoryPage of(List<PolicyVersion> versions, int limit) {
    var items = versions.stream().limit(limit).map(VersionAnswer::of).toList();
    return new HistoryPage(items, versions.size() > limit ? items.getLast().number() : null);
  }
}
