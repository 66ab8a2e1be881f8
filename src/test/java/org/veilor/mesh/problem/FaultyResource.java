package org.veilor.mesh.problem;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.veilor.mesh.identity.CurrentCaller;
import org.veilor.mesh.identity.IdentityProblem;
import org.veilor.mesh.identity.Scope;

/** Fails in every way there is. Exists in tests only, and not in the OpenAPI document. */
@Path("/api/test")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FaultyResource {
  @Inject EntityManager database;
  @Inject CurrentCaller caller;

  public record Body(@NotBlank String name, Integer count, Duration ttl, Nested nested) {}

  public record Nested(Boolean flag) {}

  @POST
  @Path("body")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermitAll
  @Operation(hidden = true)
  public Map<String, Object> body(@NotNull @Valid Body body) {
    return Map.of("name", body.name(), "at", Instant.EPOCH);
  }

  @GET
  @Path("throws/{what}")
  @PermitAll
  @Operation(hidden = true)
  public String fail(@PathParam("what") String what) throws Exception {
    throw switch (what) {
      case "busy" ->
          new Problem(IdentityProblem.TOO_MANY_REQUESTS, "slow down")
              .retryAfter(Duration.ofMillis(1200))
              .with("detail", "not this")
              .with("limit", 3);
      case "conflict" -> new Problem(IdentityProblem.NAME_TAKEN, "alice has a live key.");
      case "disk" -> new IllegalStateException(new SQLException("could not extend file", "53100"));
      case "readonly" -> new SQLException("cannot execute INSERT", "25006");
      case "syntax" -> new SQLException("syntax error at the secret-of-the-server", "42601");
      default -> new IllegalStateException("the secret-of-the-server");
    };
  }

  @GET
  @Path("database")
  @PermitAll
  @Transactional
  @Operation(hidden = true)
  public Map<String, Object> database() {
    return Map.of("one", database.createNativeQuery("select 1").getSingleResult());
  }

  @GET
  @Path("guest")
  @RolesAllowed("keys:guest")
  @Operation(hidden = true)
  public Map<String, Object> guest() {
    return Map.of(
        "name", caller.get().actor().name(),
        "origin", caller.get().actor().origin(),
        "guest", caller.get().may(Scope.KEYS_GUEST));
  }
}
