package org.veilor.mesh.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.NewApiToken;
import org.veilor.mesh.identity.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code token create --name bot --scope keys:guest --ttl 90d}. */
@Command(
    name = "create",
    description = "Make a token. Its text is shown this once and stored nowhere.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {
      "  ./mesh token create --name misskey --scope keys:guest --ttl 90d",
      "  TOKEN=$(./mesh token create --name bot --scope keys:read -o text)"
    })
final class TokenCreateCommand implements Callable<Integer> {
  private final CreateApiToken create;
  private final TimeText time;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "Who will use it; stands in the audit log.")
  private String name = "";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      required = true,
      split = ",",
      converter = ScopeConverter.class,
      description = "What it may do:%n${COMPLETION-CANDIDATES}.",
      completionCandidates = ScopeConverter.Candidates.class)
  private List<Scope> scopes = List.of();

  @Option(
      names = "--ttl",
      paramLabel = "DURATION",
      converter = TtlConverter.class,
      description = "How long it is valid, such as 90d, 12h or PT12H.")
  private @Nullable Duration ttl;

  @Mixin private SecretOutputOption output = new SecretOutputOption();

  TokenCreateCommand(CreateApiToken create, TimeText time) {
    this.create = create;
    this.time = time;
  }

  @Override
  public Integer call() {
    NewApiToken made =
        create.create(LocalActor.current(), name, Set.copyOf(scopes), Optional.ofNullable(ttl));
    var out = CommandOutput.of(spec);
    switch (output.format()) {
      case json -> {
        Map<String, Object> json = new LinkedHashMap<>(TokenRow.json(made.token()));
        json.put("token", made.text());
        OutputFormat.printJson(out, json);
      }
      case text -> out.println(made.text());
      case table -> table(out, made);
    }
    return ExitCode.OK;
  }

  private void table(PrintWriter out, NewApiToken made) {
    String list =
        made.token().scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(", "));
    out.println(made.text());
    out.println();
    out.println("Keep it now: it is not shown again.");
    out.println("Name %s, scopes %s.".formatted(made.token().name(), list));
    out.println("Valid until %s.".formatted(time.both(made.token().expiresAt())));
    out.println("End it with: ./mesh token revoke %s".formatted(made.token().id()));
  }
}
