package org.veilor.mesh.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command shows the key that it made. */
final class NewKeyOutput {
  @Mixin private SecretOutputOption output = new SecretOutputOption();

  @Option(names = "--no-qr", description = "Show no QR code.")
  private boolean noQr;

  OutputFormat format() {
    return output.format();
  }

  boolean qr() {
    return !noQr;
  }
}
