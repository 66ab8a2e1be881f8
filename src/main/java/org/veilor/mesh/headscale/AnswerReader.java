package org.veilor.mesh.headscale;

import org.veilor.mesh.headscale.HeadscaleFailure.Broken;
import org.veilor.mesh.headscale.HeadscaleFailure.NotFound;
import org.veilor.mesh.headscale.HeadscaleFailure.Refused;
import org.veilor.mesh.headscale.HeadscaleFailure.Unauthorised;

/**
 * Makes of an answer either what it says or a failure. Whatever does not look as Headscale answers
 * is broken: a 404 from something else on the way does not mean that a key is gone.
 */
record AnswerReader(Operation operation, Dialect dialect) {
  private static final String JSON = "application/json";

  <T> T read(Answer answer, Class<T> type) {
    if (!answer.isSuccess()) {
      throw new HeadscaleException(failure(answer));
    }
    if (type == Wire.Empty.class && answer.status() == 204) {
      return type.cast(new Wire.Empty());
    }
    if (!answer.type().equals(JSON)) {
      throw broken(answer, "it is " + named(answer.type()) + " instead of JSON");
    }
    try {
      return StrictJson.read(answer.body(), type);
    } catch (StrictJson.Unreadable unreadable) {
      throw broken(answer, String.valueOf(unreadable.getMessage()));
    }
  }

  /** A whole and well-formed answer that all the same cannot be right. */
  HeadscaleException implausible(String what) {
    return new HeadscaleException(new Broken(what, operation.changesSomething()));
  }

  private HeadscaleFailure failure(Answer answer) {
    int status = answer.status();
    if (status == 401) {
      return new Unauthorised();
    }
    if (status == 403) {
      return new Unauthorised("Headscale does not allow this to our API key");
    }
    if (status >= 300 && status < 400) {
      return broken(answer, "it points elsewhere; mesh.headscale.url must be the last address")
          .failure();
    }
    String message;
    try {
      if (!answer.type().equals(dialect.errorType())) {
        return broken(answer, "its body is " + named(answer.type())).failure();
      }
      message = KeyMask.quote(dialect.message(answer.body()));
    } catch (StrictJson.Unreadable unreadable) {
      return broken(answer, String.valueOf(unreadable.getMessage())).failure();
    }
    return judged(answer, message);
  }

  private HeadscaleFailure judged(Answer answer, String message) {
    int status = answer.status();
    boolean noPolicy = operation == Operation.POLICY_GET && Dialect.saysNoPolicy(message);
    if (noPolicy || dialect.saysNotFound(status, message)) {
      return new NotFound();
    }
    if (status < 500 || (status == 500 && operation.isRefusedWith500())) {
      return new Refused(message);
    }
    return broken(answer, message).failure();
  }

  private HeadscaleException broken(Answer answer, String what) {
    return new HeadscaleException(
        new Broken(
            "status " + answer.status() + ", " + what,
            operation.changesSomething(),
            answer.status() >= 500));
  }

  private static String named(String type) {
    return type.isEmpty() ? "of no type" : KeyMask.quote(type);
  }
}
