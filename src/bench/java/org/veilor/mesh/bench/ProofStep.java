package org.veilor.mesh.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What is measured of a proof, by the name of its benchmark. */
enum ProofStep {
  READ("the file read"),
  COMPILE("compiled"),
  PARSE("the policy's text parsed"),
  INDEX("the truth's promises sorted"),
  ALONE("proof alone", INDEX),
  WHOLE("whole", READ, COMPILE, PARSE, ALONE),
  CHANGED("again, one rule changed"),
  WIDENED("again, a rule widened");

  final String words;

  /** Those of the others that it consists of. */
  final List<ProofStep> parts;

  ProofStep(String words, ProofStep... parts) {
    this.words = words;
    this.parts = List.of(parts);
  }

  /** In nanoseconds; empty where nothing was promised. */
  OptionalDouble goal(int services) {
    return switch (this) {
      case ALONE, WHOLE -> OptionalDouble.of(services <= 100 ? 5e6 : 1e9);
      case CHANGED, WIDENED -> OptionalDouble.of(300e3);
      case READ, COMPILE, PARSE, INDEX -> OptionalDouble.empty();
    };
  }

  /** As in the file of figures, and as its benchmark's method. */
  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
