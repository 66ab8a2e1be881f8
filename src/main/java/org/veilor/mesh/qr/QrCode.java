package org.veilor.mesh.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A text as a QR code, exactly: nothing is added to it. Every form is dark on light with the quiet
 * zone of 4 modules that ISO/IEC 18004 asks for, whatever is around it, so that it reads in dark
 * mode.
 */
public final class QrCode {
  private static final int QUIET_ZONE = 4;
  private static final int PIXELS_PER_MODULE = 8;

  private final BitMatrix modules;

  private QrCode(BitMatrix modules) {
    this.modules = modules;
  }

  /** Fails if the text is empty or longer than a QR code can hold (2,331 bytes at level M). */
  public static QrCode of(String text) {
    var hints =
        Map.of(
            EncodeHintType.ERROR_CORRECTION,
            ErrorCorrectionLevel.M,
            EncodeHintType.CHARACTER_SET,
            "UTF-8",
            EncodeHintType.MARGIN,
            QUIET_ZONE);
    try {
      return new QrCode(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints));
    } catch (WriterException e) {
      // The cause's message may quote the text, which may be a key.
      throw new IllegalArgumentException("the text does not fit a QR code");
    }
  }

  /** A picture that scales without blur: one path of black bars on a white ground. */
  public String svg() {
    return svg(List.of());
  }

  /**
   * The same with lines of text beneath it, which read in every script that the viewer has a font
   * for.
   */
  public String svg(List<String> beneath) {
    var caption = Caption.beneath(this, beneath);
    var path = new StringBuilder();
    for (var y = 0; y < size(); y++) {
      for (var x = 0; x < size(); x++) {
        var run = darkFrom(x, y);
        if (run > 0) {
          path.append('M').append(x).append(' ').append(y);
          path.append('h').append(run).append("v1h-").append(run).append('z');
          x += run;
        }
      }
    }
    var height = size() + caption.height();
    return ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
            + " shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"QR code\">"
            + "<path fill=\"#fff\" d=\"M0 0h%dv%dh-%dz\"/><path fill=\"#000\" d=\"%s\"/>%s</svg>")
        .formatted(
            size() * PIXELS_PER_MODULE,
            height * PIXELS_PER_MODULE,
            size(),
            height,
            size(),
            height,
            size(),
            path,
            caption.svg(size()));
  }

  /** PNG bytes, 8 pixels a module. */
  public byte[] png() {
    return png(List.of());
  }

  /** The same with lines of text beneath it: ASCII reads, any other character is an empty box. */
  public byte[] png(List<String> beneath) {
    var caption = Caption.beneath(this, beneath);
    return beneath.isEmpty()
        ? BlackOnWhitePng.of(modules, PIXELS_PER_MODULE)
        : BlackOnWhitePng.of(caption.drawn(modules, PIXELS_PER_MODULE), 1);
  }

  /** The PNG as {@code data:image/png;base64,…}, for an img element. */
  public String pngDataUri(List<String> beneath) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(beneath));
  }

  private int darkFrom(int x, int y) {
    var end = x;
    while (dark(end, y)) {
      end++;
    }
    return end - x;
  }

  int size() {
    return modules.getWidth();
  }

  boolean dark(int x, int y) {
    return x < size() && y < size() && modules.get(x, y);
  }
}
