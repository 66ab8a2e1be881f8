package org.veilor.mesh.headscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
class HeadscaleReadinessTest {
  private static final String WELL = "{\"databaseConnectivity\":true}";

  private final MovableClock clock = new MovableClock();

  @RegisterExtension final FakeHeadscale fake = new FakeHeadscale();

  @Test
  void one_look_serves_for_five_seconds() {
    fake.answers(FakeHeadscale.json(200, WELL));
    HeadscaleReadiness readiness = readiness();

    assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    assertThat(fake.calls()).isEqualTo(1);

    fake.answers(FakeHeadscale.json(200, "{\"databaseConnectivity\":false}"));
    clock.advance(Duration.ofSeconds(6));
    HealthCheckResponse down = readiness.call();
    assertThat(down.getStatus()).isEqualTo(Status.DOWN);
    assertThat(down.getData().orElseThrow().get("trouble"))
        .asString()
        .contains("cannot reach its database");

    fake.answers(FakeHeadscale.json(200, WELL));
    clock.advance(Duration.ofSeconds(6));
    assertThat(readiness.call().getStatus()).as("it comes back by itself").isEqualTo(Status.UP);
  }

  @Test
  void a_wrong_key_is_named() {
    fake.answers(FakeHeadscale.typed(401, "text/plain", "Unauthorized"));

    HealthCheckResponse down = readiness().call();

    assertThat(down.getStatus()).isEqualTo(Status.DOWN);
    assertThat(down.getData().orElseThrow().get("trouble"))
        .asString()
        .contains("does not accept the API key");
  }

  @Test
  void a_hanging_headscale_does_not_hang_the_probe_and_is_asked_once() {
    fake.answers(FakeHeadscale.json(200, WELL).withFixedDelay(8_000));
    HeadscaleReadiness readiness = readiness();
    long begun = System.nanoTime();

    assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
    clock.advance(Duration.ofSeconds(6));
    assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(fake.calls()).isEqualTo(1);
  }

  @Test
  void an_error_of_the_machine_ends_the_look_and_the_next_one_is_made() {
    fake.answers(FakeHeadscale.json(200, WELL));
    Headscale well = fake.config().connect().itself();
    Headscale failing =
        (Headscale)
            Proxy.newProxyInstance(
                Headscale.class.getClassLoader(),
                new Class<?>[] {Headscale.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("checkHealth")) {
                    throw new StackOverflowError();
                  }
                  return method.invoke(well, args);
                });
    AtomicReference<Headscale> target = new AtomicReference<>(failing);
    HeadscaleReadiness readiness = new HeadscaleReadiness(target::get, clock);

    assertThat(readiness.call().getData().orElseThrow().get("trouble"))
        .isEqualTo("unexpected java.lang.StackOverflowError");
    target.set(well);
    clock.advance(Duration.ofSeconds(6));
    assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
  }

  private HeadscaleReadiness readiness() {
    Headscale headscale = fake.config().connect().itself();
    return new HeadscaleReadiness(() -> headscale, clock);
  }
}
