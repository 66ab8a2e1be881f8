package org.veilor.mesh.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.AuditEntry;
import org.veilor.mesh.audit.AuditTrail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit list}. */
@Command(
    name = "list",
    description = "List entries, newest first.",
    mixinStandardHelpOptions = true)
final class AuditListCommand implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("SEQ", "AT", "WHO", "FROM", "ACTION", "TARGET", "RESULT", "AFTER");

  private final AuditTrail trail;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--limit", defaultValue = "50", description = "At most so many, 1 to 1000.")
  private int limit = 50;

  @Option(names = "--cursor", description = "Where the page before ended: its \"next\".")
  private @Nullable Long cursor;

  @Option(names = "--action", defaultValue = "", description = "Only this, such as key.mint.")
  private String action = "";

  @Option(names = "--target", defaultValue = "", description = "Only this, such as key:<id>.")
  private String target = "";

  @Mixin private OutputOption output = new OutputOption();

  AuditListCommand(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public Integer call() {
    OptionalLong from = cursor == null ? OptionalLong.empty() : OptionalLong.of(cursor);
    AuditTrail.Page page = trail.list(new AuditTrail.Query(action, target, from, limit));
    var out = CommandOutput.of(spec);
    if (output.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("items", page.items());
      json.put("next", page.next());
      OutputFormat.printJson(out, json);
      return ExitCode.OK;
    }
    OutputFormat.printTable(out, HEAD, page.items().stream().map(AuditListCommand::row).toList());
    page.next().ifPresent(next -> out.println("More: ./mesh audit list --cursor " + next));
    return ExitCode.OK;
  }

  private static List<String> row(AuditEntry entry) {
    return List.of(
        Long.toString(entry.seq()),
        entry.at().toString(),
        entry.actorKind().toLowerCase(Locale.ROOT) + ":" + entry.actorName(),
        entry.actorOrigin(),
        entry.action(),
        entry.target(),
        entry.result(),
        entry.after());
  }
}
