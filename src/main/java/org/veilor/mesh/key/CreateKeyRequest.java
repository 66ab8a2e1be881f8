package org.veilor.mesh.key;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The wish as it comes over the wire. Nothing is checked yet, and there is no place for tags. */
@Schema(name = "CreateKey")
record CreateKeyRequest(
    @Schema(
            description = "What the key makes of a machine.",
            enumeration = {"guest", "infra", "admin"},
            required = true)
        @Nullable String tier,
    @Schema(
            description = "The account or machine that the key is for.",
            examples = "alice",
            minLength = 1,
            maxLength = 128,
            required = true)
        @Nullable String subject,
    @Schema(description = "ISO 8601 duration; the default is 24 hours.", examples = "PT24H")
        @Nullable String ttl) {}
