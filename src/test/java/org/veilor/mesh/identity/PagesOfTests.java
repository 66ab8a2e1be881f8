package org.veilor.mesh.identity;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A page of each kind, in tests only. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
class PagesOfTests {
  private final CurrentCaller caller;

  PagesOfTests(CurrentCaller caller) {
    this.caller = caller;
  }

  @GET
  @Path("console/test-page")
  @Authenticated
  @Operation(hidden = true)
  public String console() {
    return caller.get().toString();
  }

  @GET
  @Path("claim/test-page")
  @PermitAll
  @Operation(hidden = true)
  public String claim() {
    return "claim";
  }
}
