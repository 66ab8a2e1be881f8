package org.veilor.mesh.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.AuditVerdict;
import org.veilor.mesh.audit.ChainAnchor;
import org.veilor.mesh.audit.VerifyAudit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit verify}: ends with 1 if an entry is not as it was. */
@Command(
    name = "verify",
    description = "Check every entry's hash, and name the first that is not as it was.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {
      "  ./mesh audit verify",
      "  ./mesh audit verify --expect \"$(cat head-of-last-week)\""
    })
final class AuditVerifyCommand implements Callable<Integer> {
  private final VerifyAudit verify;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--expect",
      paramLabel = "SEQ:HASH",
      description = "An entry that must be there; an earlier check's \"head\".")
  private @Nullable String expect;

  @Mixin private OutputOption output = new OutputOption();

  AuditVerifyCommand(VerifyAudit verify) {
    this.verify = verify;
  }

  @Override
  public Integer call() {
    AuditVerdict verdict = verify.verify(Optional.ofNullable(expect).map(this::anchor));
    Map<String, Object> json = new LinkedHashMap<>();
    String text;
    switch (verdict) {
      case AuditVerdict.Intact intact -> {
        text =
            "The audit log is intact: %d entries.%nHead %s%nWrite the head down elsewhere and give"
                    .formatted(intact.entries(), intact.head())
                + " it to the next check with --expect.";
        json.put("intact", true);
        json.put("entries", intact.entries());
        json.put("head", intact.head().toString());
      }
      case AuditVerdict.Broken broken -> {
        text =
            "The audit log is NOT intact. First bad entry: %d, %s."
                .formatted(broken.seq(), broken.fault().text());
        json.put("intact", false);
        json.put("firstBad", broken.seq());
        json.put("fault", broken.fault().name());
        json.put("detail", broken.fault().text());
      }
      case AuditVerdict.Lost lost -> {
        String found =
            lost.found()
                .map(bad -> " First bad entry: %d, %s.".formatted(bad.seq(), bad.fault().text()))
                .orElse(
                    " The entries that are there fit together; whether some are gone, only"
                        + " --expect with an earlier head tells.");
        text =
            "The audit log is NOT intact: it has lost %s.%s Restore the database from a backup."
                .formatted(lost.part().words(), found);
        json.put("intact", false);
        json.put("lost", lost.part().name());
        lost.found()
            .ifPresent(bad -> {
              json.put("firstBad", bad.seq());
              json.put("fault", bad.fault().name());
            });
        json.put("detail", text);
      }
    }
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, json);
    } else {
      out.println(text);
    }
    return switch (verdict) {
      case AuditVerdict.Intact _ -> ExitCode.OK;
      case AuditVerdict.Broken _ -> ExitCode.REFUSED;
      case AuditVerdict.Lost _ -> ExitCode.LOST;
    };
  }

  private ChainAnchor anchor(String text) {
    return ChainAnchor.parse(text)
        .orElseThrow(() ->
            new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "--expect takes <seq>:<64 hex digits>, as an earlier check printed it."));
  }
}
