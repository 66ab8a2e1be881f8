package org.veilor.mesh.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veilor.mesh.problem.Problem;

class FailedLogInsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final FailedLogIns logIns = new FailedLogIns(3, nanos::get);

  @Test
  void afterTooManyFailuresAFurtherOneMustWaitAndAGoodTokenNeedNot() {
    for (int i = 0; i < 3; i++) {
      assertThat(logIns.lookUp("a", Optional::empty)).isEmpty();
    }
    assertTooMany("a");
    assertThat(logIns.lookUp("a", () -> Optional.of("good"))).contains("good");
    assertThat(logIns.lookUp("b", Optional::empty)).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThat(logIns.lookUp("a", Optional::empty)).isEmpty();
    assertTooMany("a");
  }

  @Test
  void goodTokensAreNotCounted() {
    for (int i = 0; i < 100; i++) {
      assertThat(logIns.lookUp("a", () -> Optional.of("good"))).contains("good");
    }
    assertThat(logIns.lookUp("a", Optional::empty)).isEmpty();
  }

  @Test
  void addressesWithTooManyFailuresGetTwoLookUpsAtATime() {
    for (int i = 0; i < 3; i++) {
      logIns.lookUp("a", Optional::empty);
    }
    AtomicInteger begun = new AtomicInteger();
    assertThat(nested(begun, 5)).isEqualTo("refused");
    assertThat(begun).hasValue(2);
  }

  /** Each look-up begins the next before it ends. */
  private String nested(AtomicInteger begun, int more) {
    if (more == 0) {
      return "all";
    }
    try {
      return logIns
          .lookUp(
              "a",
              () -> {
                begun.incrementAndGet();
                return Optional.of(nested(begun, more - 1));
              })
          .orElseThrow();
    } catch (Problem refused) {
      return "refused";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:2::9, 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:3::9, 2001:db8:1:3:0:0:0:0/64",
    "fe80::1%eth9, fe80:0:0:0:0:0:0:0/64",
  })
  void ofIpv6TheNetworkCounts(String address, String counted) {
    assertThat(NetworkAddress.network(address)).isEqualTo(counted);
  }

  private void assertTooMany(String address) {
    assertThatThrownBy(() -> logIns.lookUp(address, Optional::empty))
        .isInstanceOf(Problem.class)
        .extracting(e -> ((Problem) e).type())
        .isEqualTo(IdentityProblem.TOO_MANY_FAILED_LOG_INS);
  }
}
