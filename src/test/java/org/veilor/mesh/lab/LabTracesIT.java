package org.veilor.mesh.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Labs beside each other do not meet, and none leaves a trace: not even one that was killed. */
@ExtendWith(LabExtension.class)
class LabTracesIT {
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

  @Test
  void two_labs_do_not_see_each_other(Lab lab) {
    Machine here = lab.machine("here").joins(lab.mintsWithHeadscale("tag:admin"));
    try (Lab other = Lab.alone()) {
      Machine there = other.machine("there").joins(other.mintsWithHeadscale("tag:admin"));

      assertThat(other.slotNumber()).isNotEqualTo(lab.slotNumber());
      assertThat(names(lab)).contains("here").doesNotContain("there");
      assertThat(names(other)).containsExactly("there");
      assertThat(lab.machine("stray").isRefused(other.mintsWithHeadscale("tag:admin")))
          .contains("backend error");
      if (Wiring.ofThisHost() == Wiring.KERNEL) {
        there.listens(9);
        String wire = other.site().slot().network() + ".10";
        assertThat(there.reaches(wire, 9)).isTrue();
        assertThat(here.reaches(wire, 9)).isFalse();
      }
    }
  }

  private static List<String> names(Lab lab) {
    return lab.headscale().nodes().stream().map(n -> n.path("name").asText()).toList();
  }

  @Test
  void what_a_lab_brought_goes_with_it() throws IOException {
    String resolvConf = Files.readString(RESOLV_CONF);
    Path folder;
    try (Lab lab = Lab.alone()) {
      lab.machine("brief").joins(lab.mintsWithHeadscale("tag:guest"));
      folder = lab.folder();
      assertThat(processes(folder)).as("Headscale and tailscaled").hasSize(2);
      if (Wiring.ofThisHost() == Wiring.KERNEL) {
        assertThat(traces(folder)).as("bridge, machine, link").hasSize(3);
      }
    }
    assertThat(processes(folder)).isEmpty();
    assertThat(traces(folder)).isEmpty();
    assertThat(folder).doesNotExist();
    assertThat(Files.readString(RESOLV_CONF)).isEqualTo(resolvConf);
    Shown.by("Linux " + System.getProperty("os.version"), "a lab that ends leaves no trace");
  }

  @Test
  void the_next_lab_clears_what_a_killed_one_left(@TempDir Path temp) throws IOException {
    String resolvConf = Files.readString(RESOLV_CONF);
    Path log = temp.resolve("holder.log");
    Process holder = holder(log);
    Path folder;
    try {
      folder = heldFolder(holder, log);
    } finally {
      holder.destroyForcibly();
    }
    holder.onExit().join();
    List<ProcessHandle> orphans = processes(folder);
    assertThat(orphans).as("Headscale, tailscaled, PostgreSQL").hasSizeGreaterThanOrEqualTo(3);

    Lab.alone().close();

    assertThat(orphans).noneMatch(ProcessHandle::isAlive);
    assertThat(processes(folder)).isEmpty();
    assertThat(traces(folder)).isEmpty();
    assertThat(folder).doesNotExist();
    assertThat(Files.readString(RESOLV_CONF)).isEqualTo(resolvConf);
    Shown.by("Linux " + System.getProperty("os.version"), "a killed lab is cleared by the next");
  }

  private static Process holder(Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-D" + Wiring.FORCE + "=" + System.getProperty(Wiring.FORCE, "false"),
            "-Dmesh.parts.bin=" + Parts.HEADSCALE.found().orElseThrow().getParent(),
            "-cp",
            System.getProperty("java.class.path"),
            LabHolder.class.getName())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static Path heldFolder(Process holder, Path log) throws IOException {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !holder.isAlive() || Files.readString(log).contains(LabHolder.HOLDING));
    String said = Files.readString(log);
    assertThat(holder.isAlive()).as(said).isTrue();
    return said.lines()
        .filter(line -> line.startsWith(LabHolder.HOLDING))
        .map(line -> Path.of(line.substring(LabHolder.HOLDING.length())))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Every process of this host that names the lab's folder; found without the lab's own records.
   */
  private static List<ProcessHandle> processes(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(folder + "/"))
        .toList();
  }

  /** Namespaces and links of this host with the slot's prefix. */
  private static List<Path> traces(Path folder) throws IOException {
    String prefix = "vl" + folder.getFileName() + "-";
    List<Path> traces = new ArrayList<>();
    for (Path place : List.of(Path.of("/run/netns"), Path.of("/sys/class/net"))) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> names = Files.list(place)) {
          names.filter(n -> n.getFileName().toString().startsWith(prefix)).forEach(traces::add);
        }
      }
    }
    return traces;
  }
}
