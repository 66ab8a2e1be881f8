package org.veilor.mesh.problem;

/** What any address may answer, whatever it is for. */
public enum GeneralProblem implements ProblemType {
  INVALID_REQUEST(400, "The request cannot be used as it is"),
  UNAUTHENTICATED(401, "A valid API token is needed"),
  FORBIDDEN(403, "This token may not do that"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  NOT_ACCEPTABLE(406, "The answer exists as JSON only"),
  BODY_TOO_LARGE(413, "The request body is too large"),
  WRONG_CONTENT_TYPE(415, "The body must be JSON"),
  INTERNAL(500, "Something went wrong in the server"),
  DATABASE_UNAVAILABLE(503, "The database cannot be used right now");

  private final int status;
  private final String title;

  GeneralProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
