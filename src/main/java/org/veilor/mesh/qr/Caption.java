package org.veilor.mesh.qr;

import com.google.zxing.common.BitMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lines of text beneath a QR code, for people. Lengths are in modules of the code. */
record Caption(List<String> lines) {
  private static final int LINE = 3;
  private static final int MARGIN = 4;

  private static final int LETTER = 2;

  /** Chinese and Japanese characters and most pictures are as wide as high. */
  private static final int WIDE_LETTER = 3;

  /** Where the scripts with wide characters begin: Hangul. */
  private static final int FIRST_WIDE = 0x1100;

  private static final int DOTS_PER_LINE = 9;

  /** What is longer than the code is wide goes on in a further line. */
  static Caption beneath(QrCode code, List<String> texts) {
    var width = code.size() - 2 * MARGIN;
    return new Caption(texts.stream().flatMap(text -> pieces(text, width)).toList());
  }

  private static Stream<String> pieces(String text, int width) {
    var pieces = new ArrayList<String>();
    var piece = new StringBuilder();
    var taken = 0;
    for (var c : text.codePoints().toArray()) {
      var letter = c < FIRST_WIDE ? LETTER : WIDE_LETTER;
      if (taken + letter > width) {
        pieces.add(piece.toString());
        piece.setLength(0);
        taken = 0;
      }
      piece.appendCodePoint(c);
      taken += letter;
    }
    pieces.add(piece.toString());
    return pieces.stream();
  }

  /** Below the quiet zone, with as much white beneath. */
  int height() {
    return lines.isEmpty() ? 0 : lines.size() * LINE + MARGIN;
  }

  /** Text elements for a picture in which a module is one unit. */
  String svg(int top) {
    var text = new StringBuilder();
    for (var i = 0; i < lines.size(); i++) {
      text.append(
          "<text x=\"%d\" y=\"%d\" font-family=\"monospace\" font-size=\"2.8\">%s</text>"
              .formatted(MARGIN, top + (i + 1) * LINE - 1, escaped(lines.get(i))));
    }
    return text.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The code with the caption beneath it, one bit a pixel. */
  BitMatrix drawn(BitMatrix code, int scale) {
    var size = code.getWidth() * scale;
    var picture = new BitMatrix(size, size + height() * scale);
    for (var y = 0; y < size; y++) {
      for (var x = 0; x < size; x++) {
        if (code.get(x / scale, y / scale)) {
          picture.set(x, y);
        }
      }
    }
    // The dots of a letter are whole pixels: a third of a module, cut down.
    var dot = Math.max(1, scale * LINE / DOTS_PER_LINE);
    for (var i = 0; i < lines.size(); i++) {
      DotLetters.draw(picture, lines.get(i), MARGIN * scale, size + i * LINE * scale, dot);
    }
    return picture;
  }
}
