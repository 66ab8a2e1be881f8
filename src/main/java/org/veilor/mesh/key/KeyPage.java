package org.veilor.mesh.key;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of the books, newest first.
 *
 * @param next the cursor of the next page, null on the last
 */
@Schema(
    name = "KeyPage",
    requiredProperties = {"items", "next"})
record KeyPage(
    List<KeyAnswer> items,
    @Schema(nullable = true, description = "The cursor of the next page; null on the last.")
        @Nullable String next) {

  /**
   * @param keys up to one more than the limit: the surplus one tells that there is a next page
   */
  static KeyPage of(List<KeyRecord> keys, int limit) {
    var items = keys.stream().limit(limit).map(KeyAnswer::of).toList();
    var next = keys.size() > limit ? items.getLast().id().toString() : null;
    return new KeyPage(items, next);
  }
}
