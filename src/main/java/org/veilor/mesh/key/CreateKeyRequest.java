package org.veilor.mesh.key;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.tier.Subject;

/** The wish as it comes over the wire. Nothing is checked yet, and there is no place for tags. */
@Schema(name = "CreateKey")
record CreateKeyRequest(
    @Schema(
            description = "What the key makes of a machine.",
            enumeration = {"guest", "infra", "admin"},
            required = true)
        @Nullable String tier,
    @Schema(
            description = Subject.MEANING,
            examples = "alice",
            minLength = 1,
            maxLength = 128,
            required = true)
        @Nullable String subject,
    @Schema(description = "ISO 8601 duration; the default is 24 hours.", examples = "PT24H")
        @Nullable String ttl) {}
