package org.veilor.mesh.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy export}: a version's truth, byte for byte as it was published. */
@Command(
    name = "export",
    description = "Write the truth in force, or an older one, to a file, byte for byte.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh policy export", "  ./mesh policy export old.yaml --number 3"})
final class PolicyExportCommand implements Callable<Integer> {
  private final ApiSource source;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Left out: standard output.")
  private Optional<String> file;

  @Option(
      names = "--number",
      paramLabel = "N",
      description = "Which version (default: the one in force).")
  private Optional<String> number;

  @Option(names = "--overwrite", description = "Also if FILE is there already.")
  private boolean overwrite;

  PolicyExportCommand(ApiSource source) {
    this.source = source;
  }

  @Override
  public Integer call() throws IOException {
    var api = source.find();
    var wanted =
        number.orElseGet(
            () -> api.get("/api/v1/policy", Map.of()).path("inForce").path("number").asText());
    if (wanted.isEmpty()) {
      throw ApiRefusal.notThere("No policy was published yet: there is nothing to export.");
    }
    var version = api.get("/api/v1/policy/history/" + MeshApi.encoded(wanted), Map.of());
    byte[] truth = version.path("truth").asText().getBytes(StandardCharsets.UTF_8);
    if (file.isEmpty()) {
      System.out.write(truth);
      System.out.flush();
      return ExitCode.OK;
    }
    try {
      Files.write(
          Path.of(file.get()),
          truth,
          overwrite ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE,
          overwrite ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.WRITE);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw ApiRefusal.usage(
          "%s is there already: add --overwrite to replace it.".formatted(file.get()));
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw ApiRefusal.usage("%s cannot be written: %s.".formatted(file.get(), e.getMessage()));
    }
    CommandOutput.errors(spec)
        .printf(
            "%s is version %s. To publish what you change in it: --base %s%n",
            file.get(), wanted, wanted);
    return ExitCode.OK;
  }
}
