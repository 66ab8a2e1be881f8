package org.veilor.mesh.books;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.veilor.mesh.headscale.Headscale;
import org.veilor.mesh.headscale.HeadscaleVersion;

/** A Headscale that is another one from the moment a test says so. */
public final class SwappedHeadscale implements Headscale {
  private String identity = "mkey:the-first";

  public void swap() {
    identity = "mkey:another";
  }

  public void swapBack() {
    identity = "mkey:the-first";
  }

  /** Books that were kept with the first. */
  public HeadscaleOfRecord books(Clock clock) {
    var register =
        new HeadscaleRegister(null, clock, null) {
          @Override
          String keptOrElse(String present) {
            return "mkey:the-first";
          }
        };
    return new HeadscaleOfRecord(this, register, clock, new SimpleMeterRegistry());
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public HeadscaleVersion version() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void checkHealth() {}

  @Override
  public Duration patience() {
    return Duration.ofSeconds(1);
  }

  @Override
  public String loginServer() {
    return "http://127.0.0.1";
  }
}
