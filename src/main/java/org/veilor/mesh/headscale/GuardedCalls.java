package org.veilor.mesh.headscale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * What every call to Headscale goes through: time limit, circuit breaker, repetition where that is
 * safe, one place for failures, one timer.
 */
final class GuardedCalls {
  /** Timer by {@code operation} and {@code outcome}. A repeated call counts once. */
  static final String TIMER = "mesh.headscale.calls";

  /** One for each area: trouble with the long list of nodes does not stop keys. */
  private final Map<Operation.Area, Guard> breakers = new EnumMap<>(Operation.Area.class);

  private final Guard repetition;
  private final MeterRegistry meters;

  GuardedCalls(Duration longest, MeterRegistry meters) {
    this.meters = meters;
    for (Operation.Area area : Operation.Area.values()) {
      breakers.put(area, breaker(area, longest));
    }
    this.repetition =
        Guard.create()
            .withDescription("headscale-repetition")
            .withRetry()
            .maxRetries(2)
            // Nothing that was slow to fail is repeated: whoever waits has waited enough.
            .maxDuration(2, ChronoUnit.SECONDS)
            .delay(100, ChronoUnit.MILLIS)
            .jitter(50, ChronoUnit.MILLIS)
            .whenException(GuardedCalls::isWorthRepeating)
            .done()
            .build();
  }

  private static Guard breaker(Operation.Area area, Duration longest) {
    return Guard.create()
        .withDescription("headscale-" + area.name().toLowerCase(Locale.ROOT))
        .withTimeout()
        .duration(longest.toMillis(), ChronoUnit.MILLIS)
        .done()
        .withCircuitBreaker()
        .requestVolumeThreshold(8)
        .failureRatio(0.5)
        .delay(5, ChronoUnit.SECONDS)
        .when(GuardedCalls::tellsOfTrouble)
        .done()
        .build();
  }

  <T> T call(Operation operation, Callable<T> request) {
    Timer.Sample sample = Timer.start(meters);
    try {
      Callable<T> once = () -> guarded(breaker(operation), () -> attempt(operation, request));
      T answer = operation.mayBeRepeated() ? guarded(repetition, once) : once.call();
      stop(sample, operation, "ok");
      return answer;
    } catch (Exception thrown) {
      HeadscaleException failed = ThrownFailure.of(thrown, operation);
      stop(sample, operation, outcome(failed.failure()));
      throw failed;
    }
  }

  private Guard breaker(Operation operation) {
    return Objects.requireNonNull(breakers.get(operation.area()));
  }

  private static <T> T attempt(Operation operation, Callable<T> request) {
    try {
      return request.call();
    } catch (Exception thrown) {
      throw ThrownFailure.of(thrown, operation);
    }
  }

  /** The type serves the guard only to tell that the action blocks. */
  @SuppressWarnings("unchecked")
  private static <T> T guarded(Guard guard, Callable<T> action) throws Exception {
    return (T) guard.call(() -> action.call(), Object.class);
  }

  /**
   * A refusal is an answer, a wrong key will not get better by waiting, and an answer that cannot
   * be read says nothing against the next call.
   */
  private static boolean tellsOfTrouble(Throwable thrown) {
    return thrown instanceof TimeoutException
        || (thrown instanceof HeadscaleException failed
            && switch (failed.failure()) {
              case HeadscaleFailure.Unreachable f -> true;
              case HeadscaleFailure.TimedOut f -> true;
              case HeadscaleFailure.Broken broken -> broken.transport();
              default -> false;
            });
  }

  private static boolean isWorthRepeating(Throwable thrown) {
    return thrown instanceof HeadscaleException failed
        && (failed.failure() instanceof HeadscaleFailure.Unreachable
            || failed.failure() instanceof HeadscaleFailure.Broken);
  }

  private void stop(Timer.Sample sample, Operation operation, String outcome) {
    sample.stop(meters.timer(TIMER, "operation", operation.label(), "outcome", outcome));
  }

  private static String outcome(HeadscaleFailure failure) {
    return switch (failure) {
      case HeadscaleFailure.Unreachable f -> "unreachable";
      case HeadscaleFailure.TimedOut f -> "timed_out";
      case HeadscaleFailure.Unauthorised f -> "unauthorised";
      case HeadscaleFailure.NotFound f -> "not_found";
      case HeadscaleFailure.Refused f -> "refused";
      case HeadscaleFailure.Broken f -> "broken";
      case HeadscaleFailure.TooOld f -> "too_old";
    };
  }
}
