package org.veilor.mesh.reach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One file of {@code src/test/resources/reach}: a policy, a line {@code === by}, and the answers of
 * the real Headscale, as {@code 100.64.0.7 100.64.0.13 443 tcp yes}. The machines are those of
 * {@code nodes.json}.
 *
 * @param by {@code tests} of the policy, {@code filters} that real clients were sent, or {@code
 *     refused}
 */
record WrittenCase(String name, String policy, String by, Map<RandomQuery, Boolean> answers) {
  private static final Path FOLDER = Path.of("src/test/resources/reach");

  static List<WrittenCase> all() {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(it -> it.toString().endsWith(".txt"))
          .sorted()
          .map(WrittenCase::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Topology topology() {
    return ((Topology.Reading.Good) Topology.read(text(FOLDER.resolve("nodes.json")))).topology();
  }

  private static WrittenCase read(Path file) {
    var parts = text(file).split("(?m)^=== ", 2);
    var lines = new ArrayList<>(parts[1].lines().toList());
    var by = lines.removeFirst();
    return new WrittenCase(
        file.getFileName().toString(),
        parts[0],
        by,
        lines.stream()
            .map(line -> line.split(" "))
            .collect(
                Collectors.toMap(
                    it ->
                        new RandomQuery(
                            it[0],
                            it[1],
                            it[3].equals("any") ? "" : it[3],
                            Integer.parseInt(it[2])),
                    it -> it[4].equals("yes"))));
  }

  /** Whether we take the policy, and understand all of it. */
  boolean accepted() {
    return Rules.read(policy) instanceof RulesReading.Good good
        && good.rules().notUnderstood().isEmpty();
  }

  Reach reach() {
    return Reach.of(((RulesReading.Good) Rules.read(policy)).rules(), topology());
  }

  /** The policy with one more member, as text. */
  String with(String name, Object value) {
    var member = "\"" + name + "\": " + RandomPolicy.json(value) + "\n}";
    return policy.strip().replaceFirst(",?\\s*}$", ",\n  ") + member;
  }

  @Override
  public String toString() {
    return name;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
