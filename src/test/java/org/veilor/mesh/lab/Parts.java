package org.veilor.mesh.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real program that the lab runs. It is looked for in the folder {@code MESH_PARTS_BIN}
 * (environment) or {@code mesh.parts.bin} (system property), then on the PATH.
 */
enum Parts {
  HEADSCALE("headscale", "version"),
  TAILSCALE("tailscale", "version"),
  TAILSCALED("tailscaled", "--version"),
  TRAEFIK("traefik", "version");

  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  private final String program;
  private final String asksVersion;

  Parts(String program, String asksVersion) {
    this.program = program;
    this.asksVersion = asksVersion;
  }

  /** The program, or a loud skip (in CI a failure) that names what is not shown without it. */
  String orNotShown(String what) {
    return found()
        .orElseThrow(() ->
            NotShown.skip(
                program,
                what,
                "there is no "
                    + program
                    + ": ./mesh parts builds it, MESH_PARTS_BIN names its folder"))
        .toString();
  }

  Optional<Path> found() {
    return folder()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .or(() -> onPath(program));
  }

  /** Name and version as the program itself says, such as {@code headscale 0.29.3}. */
  String nameAndVersion() {
    String said = Command.run(orNotShown("its version"), asksVersion).orFail();
    Matcher version = VERSION.matcher(said);
    return program + " " + (version.find() ? version.group() : "of unknown version");
  }

  private static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty("mesh.parts.bin"))
        .or(() -> Optional.ofNullable(System.getenv("MESH_PARTS_BIN")))
        .map(Path::of);
  }

  static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
