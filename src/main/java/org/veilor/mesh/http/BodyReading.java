package org.veilor.mesh.http;

import com.fasterxml.jackson.core.JacksonException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.logging.Logger;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;

/**
 * Reads a body up to the limit, and tells a body that broke off, which is the caller's end, from a
 * failure of ours.
 */
@Provider
final class BodyReading implements ReaderInterceptor {
  private static final Logger LOG = Logger.getLogger(BodyReading.class);

  private final BodyLimit bodies;
  private final RoutingContext call;

  BodyReading(BodyLimit bodies, RoutingContext call) {
    this.bodies = bodies;
    this.call = call;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
    reading.setInputStream(new Bounded(reading.getInputStream(), bodies, bodies.limit(call)));
    try {
      return reading.proceed();
    } catch (JacksonException notJson) {
      throw notJson;
    } catch (IOException brokeOff) {
      LOG.info("a request's body broke off before its end");
      throw new Problem(
          GeneralProblem.INVALID_REQUEST, "The body broke off before its end: send it whole.");
    }
  }

  /** Counts for itself: whoever chunks a body does not say how long it is. */
  private static final class Bounded extends FilterInputStream {
    private final BodyLimit bodies;
    private final long limit;
    private long taken;

    Bounded(InputStream body, BodyLimit bodies, long limit) {
      super(body);
      this.bodies = bodies;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      taken += Math.max(read, 0);
      if (taken > limit) {
        throw bodies.tooLarge(limit);
      }
      return read;
    }

    /** Closing the stream beneath would read all the rest, however long: {@link UnreadBody}. */
    @Override
    public void close() {
      // Its request ends by itself.
    }
  }
}
