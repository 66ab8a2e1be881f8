package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Mints a key and shows it once. */
@Command(
    name = "create",
    description = "Mint a key. Its text and QR code are shown once.",
    mixinStandardHelpOptions = true)
final class KeyCreateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private OutputOption output;

  @Option(
      names = "--tier",
      required = true,
      paramLabel = "guest|infra|admin",
      description = "What the key makes of a machine.")
  private String tier;

  @Option(
      names = "--subject",
      required = true,
      description = "The account or machine that the key is for.")
  private String subject;

  @Option(
      names = "--ttl",
      paramLabel = "DURATION",
      description = "How long it lives: 90m, 24h, or ISO 8601 as PT24H (default: 24h).")
  private Optional<String> ttl;

  @Option(
      names = "--or-regenerate",
      description = "If the subject has a live key, end it and mint another.")
  private boolean orRegenerate;

  @Override
  public Integer call() {
    var api = MeshApi.find();
    new KeyPrinter(spec, output, api.standIn()).minted(mint(api));
    return 0;
  }

  private JsonNode mint(MeshApi api) {
    Map<String, String> wish = new LinkedHashMap<>();
    wish.put("tier", tier);
    wish.put("subject", subject);
    ttl.map(Durations::iso).ifPresent(iso -> wish.put("ttl", iso));
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
