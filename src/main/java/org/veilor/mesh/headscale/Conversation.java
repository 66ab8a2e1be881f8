package org.veilor.mesh.headscale;

import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks one thing of Headscale, with our key, in the dialect of the version that is there. */
final class Conversation {
  private final HeadscaleApi api;
  private final Credential credential;
  private final GuardedCalls calls;
  private final VersionProbe versions;
  private final long maxAnswer;

  Conversation(
      HeadscaleApi api,
      Credential credential,
      GuardedCalls calls,
      HeadscaleConfig config,
      Clock clock) {
    this.api = api;
    this.credential = credential;
    this.calls = calls;
    this.maxAnswer = config.maxAnswer().asLongValue();
    this.versions = new VersionProbe(this::askVersion, config.acceptUnknownVersion(), clock);
  }

  HeadscaleVersion version() {
    return versions.version();
  }

  /**
   * @param request sends it, given the value of {@code Authorization}
   * @param wire what a good answer looks like
   * @param translation makes the result of it, and may still find the answer implausible
   */
  <W, T> T ask(
      Operation operation,
      Function<String, Response> request,
      Class<W> wire,
      Function<W, T> translation) {
    AnswerReader reader = new AnswerReader(operation, versions.dialect());
    try {
      return call(reader, () -> request.apply(credential.bearer()), wire, translation);
    } catch (HeadscaleException failed) {
      if (mayBeAnotherVersionSoon(failed.failure())) {
        versions.forget();
      }
      throw failed;
    }
  }

  /** What Headscale tells everybody: no key is sent, and every version answers the same. */
  <W, T> T askOpenly(
      Operation operation, Supplier<Response> request, Class<W> wire, Function<W, T> translation) {
    return call(new AnswerReader(operation, Dialect.GATEWAY), request, wire, translation);
  }

  private HeadscaleVersion askVersion() {
    return askOpenly(
        Operation.VERSION,
        api::version,
        Wire.Version.class,
        said -> new HeadscaleVersion(said.version()));
  }

  private <W, T> T call(
      AnswerReader reader, Supplier<Response> request, Class<W> wire, Function<W, T> translation) {
    return calls.call(
        reader.operation(),
        () -> translation.apply(reader.read(Answer.of(request.get(), maxAnswer), wire)));
  }

  private static boolean mayBeAnotherVersionSoon(HeadscaleFailure failure) {
    return switch (failure) {
      case HeadscaleFailure.Unreachable f -> true;
      case HeadscaleFailure.TimedOut f -> true;
      case HeadscaleFailure.Broken f -> true;
      default -> false;
    };
  }
}
