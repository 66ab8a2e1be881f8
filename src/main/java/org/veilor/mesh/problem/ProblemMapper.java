package org.veilor.mesh.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.jboss.logging.Logger;

/**
 * The one place where a failure becomes an answer. A feature with an exception of its own writes a
 * subclass with {@code @Provider} that says which {@link Problem} it is; status, headers and JSON
 * follow from that.
 */
public abstract class ProblemMapper<E extends Throwable> implements ExceptionMapper<E> {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final int CONFLICT = 409;

  protected abstract Problem problem(E failure);

  @Override
  public final Response toResponse(E failure) {
    return response(problem(failure));
  }

  /** For a mapper that has another answer for some callers. */
  public static Response response(Problem problem) {
    if (problem.type().status() == CONFLICT) {
      // The detail may name the subject: whom a key is for is not for the log.
      LOG.infof("refused a request: %s", problem.type().slug());
    }
    var response =
        Response.status(problem.type().status())
            .type(ProblemJson.MEDIA_TYPE)
            .entity(ProblemJson.write(problem));
    // RFC 9110 section 11.6.1: a 401 names the way to authenticate.
    if (problem.type() == GeneralProblem.UNAUTHENTICATED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    problem.retryAfterSeconds().ifPresent(s -> response.header(HttpHeaders.RETRY_AFTER, s));
    return response.build();
  }
}
