package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.veilor.mesh.tier.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Mints a key and shows it once. */
@Command(
    name = "create",
    description = "Mint a key. Its text and QR code are shown once.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {
      "  ./mesh key create --tier guest --subject alice",
      "  ./mesh key create --tier infra --subject db1 --ttl 2h --no-qr",
      "  KEY=$(./mesh key create --tier guest --subject bob -o text)"
    })
final class KeyCreateCommand implements Callable<Integer> {
  private final ApiSource source;
  private final Screen screen;
  private final TimeText time;

  @Spec private CommandSpec spec;

  @Mixin private NewKeyOutput output;

  @Option(
      names = "--tier",
      required = true,
      paramLabel = "TIER",
      completionCandidates = Words.Tiers.class,
      description = "What the key makes of a machine: guest, infra or admin.")
  private String tier;

  @Option(
      names = "--subject",
      required = true,
      paramLabel = "NAME",
      converter = NameConverter.class,
      description = Subject.MEANING)
  private String subject;

  @Option(
      names = "--ttl",
      paramLabel = "DURATION",
      converter = TtlConverter.class,
      description = "How long it lives: 90m, 24h, or ISO 8601 as PT24H (default: 24h).")
  private Optional<Duration> ttl;

  @Option(
      names = "--or-regenerate",
      description = "If the subject has a live key, end it and mint another.")
  private boolean orRegenerate;

  KeyCreateCommand(ApiSource source, Screen screen, TimeText time) {
    this.source = source;
    this.screen = screen;
    this.time = time;
  }

  @Override
  public Integer call() {
    var api = source.find();
    new NewKeyPrinter(spec, output, screen, time).print(mint(api));
    return ExitCode.OK;
  }

  private JsonNode mint(MeshApi api) {
    Map<String, String> wish = new LinkedHashMap<>();
    wish.put("tier", tier);
    wish.put("subject", subject);
    ttl.ifPresent(length -> wish.put("ttl", length.toString()));
    try {
      return api.post("/api/v1/keys", wish);
    } catch (ApiRefusal refusal) {
      if (orRegenerate && refusal.slug().equals("live-key-exists") && refusal.keyId().isPresent()) {
        var id = MeshApi.encoded(refusal.keyId().get());
        return api.post("/api/v1/keys/" + id + "/regenerate", Map.of());
      }
      throw refusal;
    }
  }
}
