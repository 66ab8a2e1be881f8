package org.veilor.mesh.publish;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.identity.CurrentCaller;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.policy.Explain;
import org.veilor.mesh.policy.Explained;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;

/** The policy over HTTP. */
@Path("/api/v1/policy")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "policy")
class PolicyResource {
  private final Policies policies;
  private final CurrentCaller caller;

  PolicyResource(Policies policies, CurrentCaller caller) {
    this.policies = policies;
    this.caller = caller;
  }

  @GET
  @RolesAllowed(Scope.READ_POLICY)
  @Operation(operationId = "showPolicy", summary = "What is in force, and whether it is proven")
  public PolicyAnswer show() {
    var who = caller.get();
    var seen = policies.standing(who);
    return PolicyAnswer.of(policies.source(), policies.inForce(who), seen, policies.fileAlarm(who));
  }

  @GET
  @Path("/history")
  @RolesAllowed(Scope.READ_POLICY)
  @Operation(operationId = "listPolicyVersions", summary = "All versions, newest first")
  public HistoryPage history(
      @Parameter(description = "Older than this one.") @QueryParam("below") @Nullable String below,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    int most = PolicyRequests.limit(limit);
    long from = below == null ? Long.MAX_VALUE : PolicyRequests.number("below", below);
    return HistoryPage.of(policies.history(caller.get(), from, most), most);
  }

  @GET
  @Path("/history/{number}")
  @RolesAllowed(Scope.READ_POLICY)
  @Operation(operationId = "showPolicyVersion", summary = "One version, with its texts")
  public VersionAnswer version(String number) {
    return VersionAnswer.whole(version("number", number));
  }

  @GET
  @Path("/diff")
  @RolesAllowed(Scope.READ_POLICY)
  @Operation(
      operationId = "diffPolicy",
      summary =
          "What one version changes against another, or the server's file against what is in force")
  public DiffAnswer diff(
      @Parameter(description = "A version's number; the one in force if left out.")
          @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "A version's number; the server's file if left out.")
          @QueryParam("to")
          @Nullable String to) {
    var before = from == null ? policies.inForce(caller.get()).orElse(null) : version("from", from);
    var after = to == null ? file() : version("to", to).truth();
    var diffs = Diffs.between(before, Candidate.of(after));
    return new DiffAnswer(
        before == null ? 0 : before.number(),
        to == null ? "file" : to,
        diffs.reach().lines().toList(),
        diffs.textDiff());
  }

  @GET
  @Path("/explain")
  @RolesAllowed(Scope.READ_POLICY)
  @Operation(
      operationId = "explainPolicy",
      summary = "Why somebody reaches a place or does not, by the version in force")
  public List<Explained> explain(
      @Parameter(description = "A tier, a host's name or an address; everybody if left out.")
          @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "A vhost, host, tier or address, with :port or without.")
          @QueryParam("to")
          @Nullable String to,
      @QueryParam("protocol") @DefaultValue("tcp") String protocol) {
    var place = PolicyRequests.word("to", to);
    int number = PolicyRequests.protocol(protocol);
    var version =
        policies
            .inForce(caller.get())
            .orElseThrow(
                () -> new Problem(GeneralProblem.NOT_FOUND, "No policy was published yet."));
    var explain = Explain.of(Candidate.of(version.truth()).compiled());
    try {
      return from == null ? explain.to(place) : explain.ask(from, place, number);
    } catch (Explain.NotFound e) {
      throw Problem.invalid("to", String.valueOf(e.getMessage()));
    }
  }

  @POST
  @Path("/publish")
  @RolesAllowed(Scope.WRITE_POLICY)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "publishPolicy", summary = "Prove a truth and put it in force")
  public VersionAnswer publish(@Nullable PublishRequest request) {
    if (request == null) {
      throw Problem.invalid("body", "The body is empty: send {\"reason\":\"files for guests\"}.");
    }
    var reason = PolicyRequests.reason(request.reason());
    var published =
        request.truth() == null
            ? policies.publishFile(caller.get(), reason)
            : policies.publish(
                caller.get(),
                request.truth().getBytes(StandardCharsets.UTF_8),
                reason,
                PolicyRequests.requiredBase(request.base()));
    return VersionAnswer.of(published);
  }

  @POST
  @Path("/rollback")
  @RolesAllowed(Scope.WRITE_POLICY)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "rollBackPolicy", summary = "Put a version of old in force again")
  public VersionAnswer rollBack(@Nullable RollbackRequest request) {
    if (request == null || request.version() == null) {
      throw Problem.invalid(
          "version", "version is missing: send {\"version\":3,\"reason\":\"4 was a mistake\"}.");
    }
    return VersionAnswer.of(
        policies.rollBack(
            caller.get(),
            request.version(),
            PolicyRequests.reason(request.reason()),
            PolicyRequests.base(request.base())));
  }

  private PolicyVersion version(String field, String number) {
    return policies.version(caller.get(), PolicyRequests.number(field, number));
  }

  private byte[] file() {
    return policies
        .file(caller.get())
        .orElseThrow(() ->
            Problem.invalid(
                "to", "to is missing: the policy is kept in the database, not in a file."));
  }
}
