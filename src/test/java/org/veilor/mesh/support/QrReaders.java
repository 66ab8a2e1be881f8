package org.veilor.mesh.support;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import javax.imageio.ImageIO;

/** Reads QR codes as a phone would: from a picture. */
public final class QrReaders {
  private QrReaders() {}

  /** What ZXing reads, without being told where the code is. */
  public static String zxing(BufferedImage picture) {
    var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(picture)));
    try {
      return new MultiFormatReader()
          .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
          .getText();
    } catch (NotFoundException e) {
      return "ZXing finds no code";
    }
  }

  /** Name and version, for the table of what was shown. */
  public static String zxingVersion() throws IOException {
    var coordinates = new Properties();
    try (var in =
        MultiFormatReader.class.getResourceAsStream(
            "/META-INF/maven/com.google.zxing/core/pom.properties")) {
      coordinates.load(in);
    }
    return "ZXing " + coordinates.getProperty("version");
  }

  /** Name and version, for the table of what was shown. */
  public static String zbarVersion() throws IOException {
    return "zbarimg " + RealCommand.of("zbarimg", "its version").run("--version").strip();
  }

  /** What zbar's command-line reader reads. */
  public static String zbar(BufferedImage picture, Path folder) throws IOException {
    var file = folder.resolve("picture.png");
    ImageIO.write(picture, "PNG", file.toFile());
    return RealCommand.of("zbarimg", "a second, unrelated reader reads the QR code")
        .run("--quiet", "--nodbus", "--raw", "-Sdisable", "-Sqrcode.enable", file.toString())
        .strip();
  }

  /** The SVG as librsvg draws it. */
  public static BufferedImage rasterise(Path svg, double zoom) throws IOException {
    var png = svg.resolveSibling("raster.png");
    RealCommand.of("rsvg-convert", "the SVG reads when it is drawn")
        .run("--zoom", Double.toString(zoom), "--output", png.toString(), svg.toString());
    return ImageIO.read(png.toFile());
  }
}
