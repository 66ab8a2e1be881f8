package org.veilor.mesh.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.problem.Problem;

class TokenBucketsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final TokenBuckets buckets =
      new TokenBuckets(3, Duration.ofMinutes(1), "calls", nanos::get);

  @Test
  void whoSpentAllWaitsUntilEnoughIsRefilled() {
    spend("a", 3);
    assertThatThrownBy(() -> spend("a", 1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("at most 3 in 1 minutes");
    nanos.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThatCode(() -> spend("a", 1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> spend("a", 1)).isInstanceOf(Problem.class);
  }

  @Test
  void oneDoesNotPayForAnother() {
    spend("a", 3);
    assertThatCode(() -> spend("b", 3)).doesNotThrowAnyException();
  }

  @Test
  void zeroIsNoLimit() {
    TokenBuckets off = new TokenBuckets(0, Duration.ofMinutes(1), "calls", nanos::get);
    for (int i = 0; i < 10_000; i++) {
      off.spend("a");
    }
  }

  private void spend(String key, int times) {
    for (int i = 0; i < times; i++) {
      buckets.spend(key);
    }
  }
}
