package org.veilor.mesh.publish;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which version is to be in force again, and why. */
@Schema(name = "RollBackPolicy")
record RollbackRequest(
    @Schema(description = "A version that was in force once.") @Nullable Long version,
    @Schema(description = "Why, in one line.", minLength = 1, maxLength = 500)
        @Nullable String reason,
    @Schema(description = "The number of the version in force, or \"current\", as if left out.")
        @Nullable String base) {}
