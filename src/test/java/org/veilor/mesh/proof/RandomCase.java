package org.veilor.mesh.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import org.veilor.mesh.proof.WrittenPolicy.Door;
import org.veilor.mesh.proof.WrittenPolicy.Entry;
import org.veilor.mesh.truth.AnyTruth;
import org.veilor.mesh.truth.Truth;

/**
 * A truth and a policy that keeps it, or one that most likely does not.
 *
 * @param origin what was done to the compiled policy
 */
record RandomCase(Truth truth, WrittenPolicy policy, String origin) {
  private static final List<Widening.Kind> OF_RULES =
      Arrays.stream(Widening.Kind.values()).filter(it -> !it.isOfTheWhole()).toList();

  /** As many as wanted, every other one widened. Needs jqwik around it. */
  static Stream<RandomCase> all(long seed) {
    var random = new Random(seed);
    var truths = AnyTruth.truths().generator(1000);
    return Stream.iterate(0, it -> it + 1).map(it -> next(truths, random, it % 2 == 0));
  }

  private static RandomCase next(RandomGenerator<Truth> truths, Random random, boolean widened) {
    boolean crowded = random.nextInt(5) == 0;
    var truth = crowded ? crowded(random) : truths.next(random).value();
    var policy = WrittenPolicy.of(truth);
    var origin = new ArrayList<String>();
    if (crowded) {
      origin.add("prefix");
      policy.acls.add(
          new Entry(
              "tcp",
              List.of("tag:guest"),
              List.of(new Door(widened ? "100.64.0.4/29" : "100.64.0.4/30", "8443"))));
    }
    if (random.nextInt(4) == 0) {
      var entry = new RandomEntry(truth, random).next();
      origin.add("any entry");
      policy.acls.add(random.nextInt(policy.acls.size() + 1), entry);
    } else if (!widened) {
      for (int left = random.nextInt(4); left > 0; left--) {
        var kind = one(List.of(Narrowing.Kind.values()), random);
        if (new Narrowing(policy, truth, random).by(kind)) {
          origin.add(kind.name());
        }
      }
    } else if (!crowded || random.nextBoolean()) {
      Widening.Kind kind;
      do {
        kind = one(OF_RULES, random);
      } while (!new Widening(policy, truth, random).by(kind));
      origin.add(kind.name());
    }
    return new RandomCase(truth, policy, origin.toString());
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /** Machines with one service each at addresses side by side: a prefix of them may be right. */
  private static Truth crowded(Random random) {
    int first = random.nextInt(10) == 0 ? 5 : 4;
    int last = random.nextInt(10) == 0 ? 6 : 7 + random.nextInt(3);
    var yaml = new StringBuilder();
    yaml.append("tiers:\n  admin: {reaches: everything}\n  infra: {reaches: itself}\n");
    yaml.append("  guest: {reaches: allowlist}\nhosts:\n");
    for (int i = first; i <= last; i++) {
      yaml.append(
          "  h%d: {tag: %s, address: 100.64.0.%d}\n".formatted(i, i == 4 ? "edge" : "infra", i));
    }
    yaml.append("services:\n");
    for (int i = first; i <= last; i++) {
      yaml.append(
          "  - {vhost: s%d.veilor, on: %s, port: 8443, protocol: tcp, tiers: [guest]}\n"
              .formatted(i, i == 4 ? "edge" : "h" + i));
    }
    return ProofTest.truth(yaml.toString());
  }
}
