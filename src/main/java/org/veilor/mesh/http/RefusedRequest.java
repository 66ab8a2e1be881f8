package org.veilor.mesh.http;

import com.fasterxml.jackson.core.JacksonException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import org.veilor.mesh.problem.Causes;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemMapper;
import org.veilor.mesh.problem.Problems;

/** What the REST layer itself refuses: addresses, methods, media types, unreadable bodies. */
@Provider
final class RefusedRequest extends ProblemMapper<WebApplicationException> {
  private final BodyLimit bodies;

  RefusedRequest(BodyLimit bodies) {
    this.bodies = bodies;
  }

  @Override
  protected Problem problem(WebApplicationException failure) {
    // A reader wraps what it cannot go on with: our own word about the body stands.
    for (Throwable cause : Causes.of(failure)) {
      if (cause instanceof Problem problem) {
        return problem;
      }
    }
    if (failure.getCause() instanceof JacksonException json) {
      return UnreadableJson.of(json);
    }
    return switch (failure.getResponse().getStatus()) {
      case 401 -> LogInNeeded.tokenNeeded();
      case 403 -> DeniedAccess.scopeNeeded();
      case 404 -> noSuchAddress();
      case 405 ->
          new Problem(
              GeneralProblem.METHOD_NOT_ALLOWED,
              "Send one of the methods that this answer's Allow header names.");
      case 406 ->
          new Problem(GeneralProblem.NOT_ACCEPTABLE, "Send \"Accept: application/json\", or none.");
      case 413 -> bodies.tooLarge(bodies.limit());
      case 415 ->
          new Problem(
              GeneralProblem.WRONG_CONTENT_TYPE,
              "Send the body as JSON, with \"Content-Type: application/json\".");
      default -> failure.getResponse().getStatus() < 500 ? misfit() : Problems.unexpected(failure);
    };
  }

  private static Problem misfit() {
    return new Problem(
        GeneralProblem.INVALID_REQUEST,
        "The request does not fit this address. See /q/openapi for what it takes.");
  }

  static Problem noSuchAddress() {
    return new Problem(
        GeneralProblem.NOT_FOUND,
        "Nothing is at this address. See /q/openapi for those there are.");
  }
}
