package org.veilor.mesh.headscale;

import java.util.List;
import java.util.stream.Collectors;

/** How a Headscale says no. Requests and good answers are the same in both. */
enum Dialect {
  /** Up to 0.29, grpc-gateway: {@code {"code":5,"message":"...","details":[]}}. */
  GATEWAY("application/json") {
    @Override
    String message(byte[] body) throws StrictJson.Unreadable {
      return StrictJson.read(body, Wire.GatewayError.class).message();
    }

    @Override
    boolean saysNotFound(int status, String message) {
      // Expiring an unknown node is answered like this, with status 500 and code 2.
      return status == 404 || (status == 500 && message.startsWith("node no longer exists"));
    }
  },
  /** From 0.30, RFC 9457: {@code {"title":"...","status":404,"detail":"...","errors":[...]}}. */
  PROBLEM("application/problem+json") {
    @Override
    String message(byte[] body) throws StrictJson.Unreadable {
      Wire.Problem problem = StrictJson.read(body, Wire.Problem.class);
      return problem.detail().filter(detail -> !detail.isBlank()).orElse(problem.title())
          + problem.errors().orElse(List.of()).stream()
              .map(Dialect::part)
              .collect(Collectors.joining());
    }

    @Override
    boolean saysNotFound(int status, String message) {
      return status == 404;
    }
  };

  private final String errorType;

  Dialect(String errorType) {
    this.errorType = errorType;
  }

  /** A version that is not known was accepted by hand: such a build is newer than the releases. */
  static Dialect of(HeadscaleVersion version) {
    return version.known() && !version.reaches(0, 30) ? GATEWAY : PROBLEM;
  }

  /** The media type of an error's body. */
  String errorType() {
    return errorType;
  }

  /** What an error's body says. */
  abstract String message(byte[] body) throws StrictJson.Unreadable;

  abstract boolean saysNotFound(int status, String message);

  /** Both answer 500 with these words when no policy was ever set. */
  static boolean saysNoPolicy(String message) {
    return message.endsWith("acl policy not found");
  }

  private static String part(Wire.ProblemPart part) {
    String where = part.location().map(location -> " (" + location + ")").orElse("");
    return part.message().map(message -> "; " + message + where).orElse("");
  }
}
