package org.veilor.mesh.node;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Machines by name. */
@Schema(
    name = "NodePage",
    requiredProperties = {"items", "total"})
record NodePage(
    List<NodeAnswer> items,
    @Schema(description = "How many the filter takes, listed or not.") int total) {

  static NodePage of(ListedNodes listed) {
    return new NodePage(listed.nodes().stream().map(NodeAnswer::of).toList(), listed.total());
  }
}
