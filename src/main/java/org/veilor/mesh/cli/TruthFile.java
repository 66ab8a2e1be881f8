package org.veilor.mesh.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.truth.Place;
import org.veilor.mesh.truth.Truth;
import org.veilor.mesh.truth.TruthFault;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;
import picocli.CommandLine.Option;

/** The option that names the truth, and how it is read for a command. */
final class TruthFile {
  static final String USUAL = "acl/mesh.yaml";

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      defaultValue = USUAL,
      description = "Who may reach what (default: acl/mesh.yaml).")
  private String file = USUAL;

  /** One that was named without the option, which then must not be there as well. */
  void take(String named) {
    if (!file.equals(USUAL)) {
      throw ApiRefusal.usage("Two truths are named: leave out --truth, or " + named + ".");
    }
    file = named;
  }

  String file() {
    return file;
  }

  /** Where the files are that are made of it. */
  Path folder() {
    return Optional.ofNullable(Path.of(file).getParent()).orElse(Path.of(""));
  }

  /** A truth, or what is wrong with the file and how the command then ends. */
  record Read(@Nullable Truth truth, List<TruthFault> faults, int exitCode) {}

  Read read() {
    try {
      return switch (Truths.read(InputFile.bytes(file))) {
        case TruthReading.Good good -> new Read(good.truth(), List.of(), ExitCode.OK);
        case TruthReading.Bad bad ->
            new Read(null, bad.faults(), bad.readable() ? ExitCode.REFUSED : ExitCode.UNREADABLE);
      };
    } catch (InputFile.Unreadable e) {
      var fault = new TruthFault(new Place(1, 1), "", String.valueOf(e.getMessage()));
      return new Read(null, List.of(fault), ExitCode.UNREADABLE);
    }
  }

  /** The same for a program. */
  static List<Map<String, Object>> rows(List<TruthFault> faults) {
    return faults.stream()
        .<Map<String, Object>>map(it -> {
          var row = new LinkedHashMap<String, Object>();
          row.put("line", it.at().line());
          row.put("column", it.at().column());
          row.put("field", it.field());
          row.put("fault", it.sentence());
          return row;
        })
        .toList();
  }

  /** As compilers do, so that editors jump there. */
  void tell(PrintWriter err, List<TruthFault> faults) {
    faults.forEach(fault -> err.println(file + ":" + fault));
  }
}
