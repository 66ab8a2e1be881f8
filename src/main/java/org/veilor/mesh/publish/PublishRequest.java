package org.veilor.mesh.publish;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is to be published, and why. */
@Schema(name = "PublishPolicy")
record PublishRequest(
    @Schema(
            description =
                "The truth, as in acl/mesh.yaml. Left out: what stands in the server's file, if the"
                    + " policy is kept in one.")
        @Nullable String truth,
    @Schema(description = "For whoever reads the history.", minLength = 1, maxLength = 500)
        @Nullable String reason,
    @Schema(
            description =
                "The number of the version that it was made from, 0 for none, or \"current\" for"
                    + " whatever is in force. Needed with a truth.")
        @Nullable String base) {}
