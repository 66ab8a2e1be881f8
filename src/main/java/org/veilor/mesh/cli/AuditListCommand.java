package org.veilor.mesh.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.AuditEntry;
import org.veilor.mesh.audit.AuditTrail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit list}. */
@Command(
    name = "list",
    description = "List entries, newest first. -o json has before, after, from and whole ids.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {
      "  ./mesh audit list --action key.mint --limit 10",
      "  ./mesh audit list --target key:01a20781-5aed-797e-9ef7-4ce29fab3998 -o json"
    })
final class AuditListCommand implements Callable<Integer> {
  private static final int MOST = 1000;
  private static final Table TABLE =
      new Table(
          List.of("SEQ", "AT", "WHO", "ACTION", "TARGET", "RESULT"),
          Set.of("WHO", "TARGET", "RESULT"));

  private final AuditTrail trail;
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  private int limit;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many, 1 to 1000 (default: 50).")
  void limit(int typed) {
    if (typed < 1 || typed > MOST) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--limit is %d; write 1 to %d.".formatted(typed, MOST));
    }
    limit = typed;
  }

  @Option(
      names = "--cursor",
      paramLabel = "SEQ",
      description = "Where the page before ended: its \"next\".")
  private @Nullable Long cursor;

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      defaultValue = "",
      description = "Only this, such as key.mint.")
  private String action = "";

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      defaultValue = "",
      description = "Only this, such as key:<id>.")
  private String target = "";

  @Mixin private OutputOption output = new OutputOption();

  AuditListCommand(AuditTrail trail, Screen screen) {
    this.trail = trail;
    this.screen = screen;
  }

  @Override
  public Integer call() {
    OptionalLong from = cursor == null ? OptionalLong.empty() : OptionalLong.of(cursor);
    AuditTrail.Page page = trail.list(new AuditTrail.Query(action, target, from, limit));
    var out = CommandOutput.of(spec);
    if (output.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("items", page.items().stream().map(AuditListCommand::json).toList());
      json.put("next", page.next());
      OutputFormat.printJson(out, json);
      return ExitCode.OK;
    }
    TABLE.print(out, screen, page.items().stream().map(AuditListCommand::row).toList());
    page.next().ifPresent(next -> out.println("More: ./mesh audit list --cursor " + next));
    return ExitCode.OK;
  }

  private static List<String> row(AuditEntry entry) {
    return List.of(
        Long.toString(entry.seq()),
        TimeText.seconds(entry.at()),
        entry.actorKind().toLowerCase(Locale.ROOT) + ":" + entry.actorName(),
        entry.action(),
        shortened(entry.target()),
        entry.result());
  }

  /** A UUID by its last characters, as key list shows it. */
  private static String shortened(String target) {
    return target.replaceFirst(":[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{4}(?=[0-9a-f]{8}$)", ":");
  }

  private static Map<String, Object> json(AuditEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seq", entry.seq());
    json.put("at", entry.at());
    json.put("actorKind", entry.actorKind());
    json.put("actorName", entry.actorName());
    json.put("actorOrigin", entry.actorOrigin());
    json.put("action", entry.action());
    json.put("target", entry.target());
    json.put("before", OutputFormat.read(entry.before()));
    json.put("after", OutputFormat.read(entry.after()));
    json.put("result", entry.result());
    return json;
  }
}
