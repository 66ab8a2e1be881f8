package org.veilor.mesh.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.gate.GateConfig;
import org.veilor.mesh.identity.Scope;

/** The gate as the admin sees it. Proxies ask at its own port, and never here. */
@Path("/api/v1/gate")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "gate")
class GateResource {
  private final Gate gate;
  private final GateFeed feed;
  private final GateConfig config;
  private final DenialBook denials;

  GateResource(Gate gate, GateFeed feed, GateConfig config, DenialBook denials) {
    this.gate = gate;
    this.feed = feed;
    this.config = config;
    this.denials = denials;
  }

  @GET
  @Path("/explain")
  @RolesAllowed(Scope.READ_POLICY)
  @Operation(
      operationId = "explainGate",
      summary = "What the gate would answer to this caller for this name, and why")
  public GateAnswer explain(
      @Parameter(description = "The caller's, as X-Forwarded-For would have it.")
          @QueryParam("address")
          @Nullable String address,
      @Parameter(description = "The name that is asked for.") @QueryParam("vhost")
          @Nullable String vhost) {
    var decision = gate.wouldDecide(GateRequests.address(address), GateRequests.vhost(vhost));
    return GateAnswer.of(decision, gate.snapshot(), gate.age(), gate.isFresh(), trouble());
  }

  @GET
  @Path("/denials")
  @RolesAllowed(Scope.READ_POLICY)
  @Operation(
      operationId = "listGateDenials",
      summary = "Who was refused what and how often, the last first; some seconds late")
  public DenialPage denials(@QueryParam("limit") @DefaultValue("50") String limit) {
    return DenialPage.of(denials.newest(GateRequests.limit(limit)));
  }

  private Optional<String> trouble() {
    return config.enabled()
        ? feed.trouble()
        : Optional.of("the gate is off: mesh.gate.enabled=false");
  }
}
