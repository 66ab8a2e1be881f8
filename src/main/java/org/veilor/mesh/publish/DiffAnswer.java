package org.veilor.mesh.publish;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one truth changes against another. */
@Schema(
    name = "PolicyDiff",
    requiredProperties = {"from", "to", "reach", "textDiff"})
record DiffAnswer(
    @Schema(description = "A version's number; 0 for none.") long from,
    @Schema(description = "A version's number, or \"file\".") String to,
    @Schema(description = "Who gains and who loses what, one sentence each.") List<String> reach,
    @Schema(description = "Of the truth, unified; empty if it is the same.") String textDiff) {}
