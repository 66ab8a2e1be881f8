package org.veilor.mesh.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a mint costs beyond Headscale's own part: both are asked alternately in one run. */
@Command(
    name = "MintBench",
    description = "Compare a mint with a bare POST /api/v1/preauthkey.",
    mixinStandardHelpOptions = true)
public final class MintBench implements Callable<Integer> {
  // Before counting: class loading and JIT of the server are not what a mint costs.
  private static final int WARM_UP = 40;

  private final Clock clock;

  @Spec private CommandSpec spec;

  @Option(names = "--url", required = true, description = "Our server.")
  private URI url;

  @Option(names = "--token-file", required = true, description = "A token with keys:guest.")
  private Path tokenFile;

  @Option(names = "--headscale-url", required = true, description = "The Headscale behind it.")
  private URI headscaleUrl;

  @Option(names = "--headscale-api-key-file", required = true, description = "Its API key.")
  private Path apiKeyFile;

  @Option(names = "--server-pid", required = true, description = "For the server's memory.")
  private long serverPid;

  @Option(names = "--ready-ms", required = true, description = "How long the server took to start.")
  private long readyMs;

  @Option(names = "--calls", defaultValue = "200", description = "Of each kind, each concurrency.")
  private int calls;

  @Option(names = "--json", required = true, description = "Where the figures go.")
  private Path jsonFile;

  private MintBench(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param args see {@code --help}
   */
  public static void main(String... args) {
    var line = new CommandLine(new MintBench(Clock.systemUTC()));
    line.setExecutionExceptionHandler((failed, command, parsed) -> {
      command.getErr().println(said(failed));
      return 1;
    });
    System.exit(line.execute(args));
  }

  private static String said(Throwable failed) {
    return failed.getCause() == null
        ? failed.toString()
        : failed.getMessage() + ": " + failed.getCause().getMessage();
  }

  @Override
  public Integer call() throws IOException {
    var ours = MintLoad.ours(url, Files.readString(tokenFile).strip());
    var bare = MintLoad.bare(headscaleUrl, Files.readString(apiKeyFile).strip(), clock);
    var warmUp = Math.min(WARM_UP, calls);
    bare.run(warmUp, 4);
    ours.run(warmUp, 4);
    var runs = new ArrayList<MintFigures>();
    for (var concurrency : List.of(1, 8)) {
      runs.addAll(alternately(bare, ours, concurrency));
    }
    var report = new BenchReport(runs, readyMs, residentMb(serverPid));
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(jsonFile.toFile(), report);
    spec.commandLine().getOut().print(report.table());
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** In short turns, so that whatever else the machine does falls on both. */
  private List<MintFigures> alternately(MintLoad bare, MintLoad ours, int concurrency) {
    var turn = Math.min(Math.max(concurrency * 5, 10), calls);
    var bareTimes = new MintTimes("bare", concurrency);
    var ourTimes = new MintTimes("ours", concurrency);
    for (var done = 0; done < calls; done += turn) {
      bareTimes.add(bare.run(turn, concurrency));
      ourTimes.add(ours.run(turn, concurrency));
    }
    return List.of(bareTimes.figures(), ourTimes.figures());
  }

  private static long residentMb(long pid) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow(() -> new IOException("process " + pid + " shows no VmRSS"));
    }
  }
}
