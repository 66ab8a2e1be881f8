package org.veilor.mesh.key;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.headscale.Headscale;
import org.veilor.mesh.identity.CurrentCaller;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.problem.Problem;

/**
 * Pre-auth keys over HTTP. Which scope a mint needs follows from the tier, so {@link Keys} checks
 * it.
 */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "keys")
class KeyResource {
  private final Keys keys;
  private final CurrentCaller caller;
  private final Headscale headscale;

  KeyResource(Keys keys, CurrentCaller caller, Headscale headscale) {
    this.keys = keys;
    this.caller = caller;
    this.headscale = headscale;
  }

  @POST
  @Authenticated
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "mintKey", summary = "Mint a key for a subject that has no live one")
  @APIResponseSchema(value = MintedKeyAnswer.class, responseCode = "201")
  public Response mint(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @QueryParam("caption") @DefaultValue("false") String caption,
      @Nullable CreateKeyRequest request) {
    if (request == null) {
      throw Problem.invalid(
          "body", "The body is empty: send {\"tier\":\"guest\",\"subject\":\"alice\"}.");
    }
    var captioned = KeyRequests.flag("caption", caption);
    return created(
        captioned,
        keys.mint(
            caller.get(),
            KeyRequests.tier(request.tier()),
            KeyRequests.subject(request.subject()),
            KeyRequests.ttl(request.ttl()),
            KeyRequests.idempotencyKey(idempotencyKey)));
  }

  @POST
  @Path("/{id}/regenerate")
  @Authenticated
  @Operation(operationId = "regenerateKey", summary = "End the subject's live key and mint another")
  @APIResponseSchema(value = MintedKeyAnswer.class, responseCode = "201")
  public Response regenerate(
      @Parameter(
              description = "The key's id, a UUID.",
              example = "01a20780-8077-7f28-97c1-9fc39ebbb7f7")
          String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @QueryParam("caption") @DefaultValue("false") String caption) {
    var captioned = KeyRequests.flag("caption", caption);
    return created(
        captioned,
        keys.regenerate(
            caller.get(), KeyRequests.id(id), KeyRequests.idempotencyKey(idempotencyKey)));
  }

  @GET
  @RolesAllowed(Scope.READ_KEYS)
  @Operation(operationId = "listKeys", summary = "List keys, newest first")
  public KeyPage list(
      @Parameter(schema = @Schema(enumeration = {"guest", "infra", "admin"})) @QueryParam("tier")
          @Nullable String tier,
      @Parameter(schema = @Schema(ref = "#/components/schemas/KeyState")) @QueryParam("state")
          @Nullable String state,
      @QueryParam("subject") @Nullable String subject,
      @Parameter(description = "The \"next\" of the page before.") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(
              description = "How many at most.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @QueryParam("limit")
          @DefaultValue("50")
          String limit) {
    var filter = KeyRequests.filter(tier, state, subject, cursor, limit);
    return KeyPage.of(keys.list(caller.get(), filter), filter.limit());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Scope.READ_KEYS)
  @Operation(operationId = "showKey", summary = "Show one key")
  public KeyAnswer show(
      @Parameter(
              description = "The key's id, a UUID.",
              example = "01a20780-8077-7f28-97c1-9fc39ebbb7f7")
          String id) {
    return KeyAnswer.of(keys.show(caller.get(), KeyRequests.id(id)));
  }

  @DELETE
  @Path("/{id}")
  @Authenticated
  @Operation(
      operationId = "revokeKey",
      summary = "Revoke a live key: nobody can join with it any more")
  public KeyAnswer revoke(
      @Parameter(
              description = "The key's id, a UUID.",
              example = "01a20780-8077-7f28-97c1-9fc39ebbb7f7")
          String id) {
    return KeyAnswer.of(keys.revoke(caller.get(), KeyRequests.id(id)));
  }

  private Response created(boolean captioned, MintedKey minted) {
    return Response.created(URI.create("/api/v1/keys/" + minted.record().id()))
        .entity(MintedKeyAnswer.of(minted, headscale.loginServer(), captioned))
        .build();
  }
}
