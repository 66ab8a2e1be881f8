package org.veilor.mesh.headscale;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.headscale.HeadscaleFailure.Broken;
import org.veilor.mesh.headscale.HeadscaleFailure.TimedOut;
import org.veilor.mesh.headscale.HeadscaleFailure.Unreachable;

/**
 * Makes a failure of whatever was thrown on the way to Headscale and back. Without effect is only
 * what surely never left this machine; all doubt counts as an effect.
 */
final class ThrownFailure {
  private ThrownFailure() {}

  static HeadscaleException of(Throwable thrown, Operation operation) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof HeadscaleException known) {
        return known;
      }
      HeadscaleFailure failure = failure(cause, operation.changesSomething());
      if (failure != null) {
        return new HeadscaleException(failure, thrown);
      }
    }
    boolean inTransit = thrown.getCause() instanceof IOException || thrown instanceof IOException;
    return new HeadscaleException(
        new Broken(
            inTransit
                ? "the connection ended before the whole answer was here"
                : "the call ended with an error that nobody foresaw",
            operation.changesSomething(),
            inTransit),
        thrown);
  }

  private static @Nullable HeadscaleFailure failure(Throwable cause, boolean effect) {
    return switch (cause) {
      case CircuitBreakerOpenException open ->
          new Unreachable("the last calls failed, so none is sent for some seconds");
      case UnknownHostException host -> new Unreachable("its host name is not known");
      case ConnectException connect -> new Unreachable(KeyMask.quote(said(connect)));
      case NoRouteToHostException route -> new Unreachable("there is no route to it");
      case SSLHandshakeException tls -> new Unreachable("TLS failed, " + KeyMask.quote(said(tls)));
      case ConnectionPoolTooBusyException busy -> new Unreachable("too many calls wait for it");
      case Answer.TooLarge large ->
          new Broken("it is longer than mesh.headscale.max-answer", effect);
      case org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException late ->
          new TimedOut(effect);
      case TimeoutException late -> new TimedOut(effect);
      case SocketTimeoutException late -> new TimedOut(effect);
      case InterruptedException stop -> interrupted(effect);
      case InterruptedIOException stop -> interrupted(effect);
      // The stream of an answer that stops coming says it so, without a type of its own.
      case IOException io when said(io).equals("Read timed out") -> new TimedOut(effect);
      default -> null;
    };
  }

  private static HeadscaleFailure interrupted(boolean effect) {
    Thread.currentThread().interrupt();
    return new Broken("the call was interrupted, as when the server stops", effect);
  }

  private static String said(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }
}
