package org.veilor.mesh.lab;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands before a server and passes everything on, until it is told to hold one call: before it
 * goes in, or with its answer ready. Whoever asked waits, and can be killed meanwhile.
 */
public final class CallHolder implements ServeEventListener, AutoCloseable {
  private static final Duration HELD_AT_MOST = Duration.ofSeconds(20);

  private final URI behind;
  private final WireMockServer proxy;
  private volatile Hold hold;

  /** Where a call is held. */
  public enum Side {
    GOING_IN,
    ANSWER_READY
  }

  private record Hold(
      String method, String path, Side side, CountDownLatch held, CompletableFuture<Boolean> on) {
    boolean isOf(ServeEvent event, Side here) {
      return side == here
          && event.getRequest().getMethod().getName().equals(method)
          && event.getRequest().getUrl().split("\\?")[0].equals(path);
    }
  }

  private CallHolder(URI behind) {
    this.behind = behind;
    this.proxy = new WireMockServer(WireMockConfiguration.options().dynamicPort().extensions(this));
  }

  public static CallHolder before(URI server) {
    CallHolder holder = new CallHolder(server);
    holder.proxy.start();
    holder.passOn();
    return holder;
  }

  public String url() {
    return proxy.baseUrl();
  }

  /** Holds the next such call on that side. */
  public void hold(String method, String path, Side side) {
    hold = new Hold(method, path, side, new CountDownLatch(1), new CompletableFuture<>());
  }

  /** Returns as soon as the call is here. */
  public void isHeld() {
    try {
      if (!hold.held().await(HELD_AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
        throw new LabFailure("no such call came to be held");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("Interrupted while a call is held", e);
    }
  }

  /** Lets it go on. */
  public void letGo() {
    hold.on().complete(true);
  }

  /** Lets it end here: one that was going in is not passed on. */
  public void drop() {
    if (hold != null) {
      hold.on().complete(false);
    }
  }

  private void passOn() {
    proxy.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(behind.toString())));
  }

  @Override
  public void beforeMatch(ServeEvent event, Parameters parameters) {
    holdIf(event, Side.GOING_IN);
  }

  @Override
  public void beforeResponseSent(ServeEvent event, Parameters parameters) {
    holdIf(event, Side.ANSWER_READY);
  }

  private void holdIf(ServeEvent event, Side here) {
    Hold now = hold;
    if (now == null || now.held().getCount() == 0 || !now.isOf(event, here)) {
      return;
    }
    now.held().countDown();
    if (!now.on().orTimeout(HELD_AT_MOST.toSeconds(), TimeUnit.SECONDS).join()) {
      throw new LabFailure("dropped, as the test wants it");
    }
  }

  @Override
  public String getName() {
    return "call-holder";
  }

  @Override
  public void close() {
    proxy.stop();
  }
}
