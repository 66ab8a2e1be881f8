package org.veilor.mesh.gate;

/**
 * The one way in which a proxy writes an IPv4 address, read without making anything: what this does
 * not take, {@link SourceText} reads, or refuses.
 */
final class Ipv4Text {
  static final long NONE = -1;
  private static final int NO_DIGIT = -1;
  private static final int LONGEST = "255.255.255.255".length();

  private Ipv4Text() {}

  /**
   * Its 32 bits; {@link #NONE} for all but four decimal numbers below 256 without leading zeros.
   */
  static long bits(String text) {
    int length = text.length();
    if (length > LONGEST) {
      return NONE;
    }
    long bits = 0;
    int number = NO_DIGIT;
    int dots = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && number != 0) {
        number = (number == NO_DIGIT ? 0 : number * 10) + c - '0';
        if (number > 255) {
          return NONE;
        }
      } else if (c == '.' && number != NO_DIGIT) {
        bits = bits << 8 | number;
        number = NO_DIGIT;
        dots++;
      } else {
        return NONE;
      }
    }
    return dots == 3 && number != NO_DIGIT ? bits << 8 | number : NONE;
  }
}
