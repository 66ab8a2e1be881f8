package org.veilor.mesh.qr;

/**
 * A QR code in half-blocks: one character is two modules, one above the other, which makes them
 * square in nearly every terminal font.
 */
public final class TerminalQr {
  private static final char UPPER = '\u2580';
  private static final char LOWER = '\u2584';
  private static final char BOTH = '\u2588';
  private static final String BLACK_ON_WHITE = "\u001B[38;5;16;48;5;231m";
  private static final String RESET = "\u001B[0m";

  private TerminalQr() {}

  /**
   * @param colour true: black on white by ANSI codes, right on any ground. False, for output that
   *     takes no codes: light modules are drawn, which is right on a dark ground.
   */
  public static String of(QrCode code, boolean colour) {
    var lines = new StringBuilder();
    for (var y = 0; y < code.size(); y += 2) {
      lines.append(colour ? BLACK_ON_WHITE : "");
      for (var x = 0; x < code.size(); x++) {
        lines.append(block(code.dark(x, y) == colour, code.dark(x, y + 1) == colour));
      }
      lines.append(colour ? RESET : "").append('\n');
    }
    return lines.toString();
  }

  private static char block(boolean upper, boolean lower) {
    if (upper) {
      return lower ? BOTH : UPPER;
    }
    return lower ? LOWER : ' ';
  }
}
