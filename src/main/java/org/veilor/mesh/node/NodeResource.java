package org.veilor.mesh.node;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.identity.CurrentCaller;
import org.veilor.mesh.identity.Scope;

/**
 * The machines on the mesh over HTTP. Which scope a removal needs follows from the machine's tags,
 * so {@link Nodes} checks it.
 */
@Path("/api/v1/nodes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "nodes")
class NodeResource {
  private final Nodes nodes;
  private final CurrentCaller caller;

  NodeResource(Nodes nodes, CurrentCaller caller) {
    this.nodes = nodes;
    this.caller = caller;
  }

  @GET
  @RolesAllowed(Scope.READ_KEYS)
  @Operation(operationId = "listNodes", summary = "List the machines on the mesh, by name")
  public NodePage list(
      @Parameter(description = "Only the machine of this name.") @QueryParam("name")
          @Nullable String name,
      @Parameter(schema = @Schema(enumeration = {"guest", "infra", "admin", "none"}))
          @QueryParam("tier")
          @Nullable String tier,
      @Parameter(
              description = "How many at most.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "1000",
                      defaultValue = "200"))
          @QueryParam("limit")
          @DefaultValue("200")
          String limit) {
    return NodePage.of(nodes.list(caller.get(), NodeRequests.filter(name, tier, limit)));
  }

  @DELETE
  @Path("/{id}")
  @Authenticated
  @Operation(
      operationId = "removeNode",
      summary = "Take a machine off the mesh: it needs a new key to come back",
      description =
          "Needs the scopes that mint keys of the machine's tiers; keys:admin for a machine of none."
              + " Answers with the machine as it was.")
  public NodeAnswer remove(
      @Parameter(description = "Headscale's number for the machine.", example = "7") String id) {
    return NodeAnswer.of(nodes.remove(caller.get(), NodeRequests.id(id)));
  }
}
