package org.veilor.mesh.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.lab.Shown;
import org.veilor.mesh.support.QrReaders;
import org.veilor.mesh.support.TerminalPicture;

/**
 * Two readers that know nothing of each other must read the exact key out of every form of the
 * code.
 */
class QrCodeTest {
  // The shape of a Headscale 0.29 key: '-' and '_' may stand anywhere in its last part.
  private static final String KEY =
      "hskey-auth-y3VlBHLhVf1l--evYVLqtaz7_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcdefghijklmn";

  @TempDir Path folder;

  private final QrCode code = QrCode.of(KEY);

  @Test
  void the_png_reads_as_exactly_the_key() throws IOException {
    assertReads("png", ImageIO.read(new ByteArrayInputStream(code.png())));
  }

  /** ImageIO reads past a wrong checksum; browsers and phones do not. */
  @Test
  void every_chunk_of_the_png_has_its_checksum() {
    var png = ByteBuffer.wrap(code.png()).position(8);
    var types = new ArrayList<String>();
    while (png.hasRemaining()) {
      var checked = new byte[4 + png.getInt()];
      png.get(checked);
      var checksum = new CRC32();
      checksum.update(checked);
      assertThat(png.getInt()).isEqualTo((int) checksum.getValue());
      types.add(new String(checked, 0, 4, StandardCharsets.US_ASCII));
    }
    assertThat(types).containsExactly("IHDR", "IDAT", "IEND");
  }

  @Test
  void the_data_uri_is_the_same_png() {
    var encoded = code.pngDataUri(List.of()).substring("data:image/png;base64,".length());
    assertThat(Base64.getDecoder().decode(encoded)).isEqualTo(code.png());
  }

  @Test
  void the_svg_reads_as_exactly_the_key_at_every_size() throws IOException {
    var svg = Files.writeString(folder.resolve("key.svg"), code.svg());
    for (var zoom : List.of(0.5, 1.0, 2.0, 3.7)) {
      assertReads("svg x" + zoom, QrReaders.rasterise(svg, zoom));
    }
  }

  @Test
  void the_svg_reads_on_a_dark_page() throws IOException {
    var svg = Files.writeString(folder.resolve("key.svg"), code.svg());
    assertReads("svg on black", TerminalPicture.onBlack(QrReaders.rasterise(svg, 1.0)));
  }

  @Test
  void the_terminal_reads_as_exactly_the_key_on_a_dark_and_a_light_ground() throws IOException {
    var coloured = TerminalQr.of(code, true);
    assertReads("terminal, dark", TerminalPicture.of(coloured, TerminalPicture.DARK));
    assertReads("terminal, light", TerminalPicture.of(coloured, TerminalPicture.LIGHT));
  }

  @Test
  void without_colours_the_terminal_reads_on_a_dark_ground() throws IOException {
    assertReads(
        "terminal, no colours",
        TerminalPicture.of(TerminalQr.of(code, false), TerminalPicture.DARK));
  }

  @Test
  void with_a_caption_both_pictures_read_as_exactly_the_key_and_say_whom_it_is_for()
      throws Exception {
    for (var subject : List.of("alice", "<b>&", "ありす", "@long.name@".repeat(11))) {
      var caption = caption(subject);
      var text = String.join("", Caption.beneath(code, caption).lines());
      assertThat(text)
          .contains("for " + subject, "until 2026-01-31 12:00 UTC", "https://mesh.example")
          .doesNotContain("hskey");
      var png = ImageIO.read(new ByteArrayInputStream(code.png(caption)));
      assertReads("captioned png", png);
      var below = code.size() * 8;
      assertThat(png.getHeight()).isGreaterThan(below);
      assertThat(dark(png, 0, below)).as("ink of the code").isPositive();
      assertThat(dark(png, below, png.getHeight())).as("ink of the caption").isGreaterThan(500);
      var svg = Files.writeString(folder.resolve("key.svg"), code.svg(caption));
      for (var zoom : List.of(0.5, 1.0, 2.0)) {
        assertReads("captioned svg x" + zoom, QrReaders.rasterise(svg, zoom));
      }
      assertThat(Files.readString(svg)).doesNotContain("<b>", "hskey");
      assertThat(linesOf(svg)).isEqualTo(Caption.beneath(code, caption).lines());
    }
    assertThat(code.png(List.of())).isEqualTo(code.png());
  }

  /** What an XML parser reads in the text elements, from top to bottom. */
  private static List<String> linesOf(Path svg) throws Exception {
    var read = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(svg.toFile());
    var texts = read.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }

  private static List<String> caption(String subject) {
    return List.of("for " + subject, "until 2026-01-31 12:00 UTC", "https://mesh.example");
  }

  private static long dark(BufferedImage picture, int from, int to) {
    return IntStream.range(from, to)
        .mapToLong(y ->
            IntStream.range(0, picture.getWidth())
                .filter(x -> (picture.getRGB(x, y) & 0xff) == 0)
                .count())
        .sum();
  }

  @Test
  void the_quiet_zone_is_four_modules_on_every_side() {
    for (var i = 0; i < code.size(); i++) {
      for (var edge = 0; edge < 4; edge++) {
        assertThat(code.dark(i, edge)).isFalse();
        assertThat(code.dark(edge, i)).isFalse();
        assertThat(code.dark(i, code.size() - 1 - edge)).isFalse();
        assertThat(code.dark(code.size() - 1 - edge, i)).isFalse();
      }
    }
    assertThat(code.dark(4, 4)).as("the finder pattern begins right behind it").isTrue();
  }

  @Test
  void a_text_that_does_not_fit_is_refused_without_quoting_it() {
    assertThatThrownBy(() -> QrCode.of("secret".repeat(500)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  private void assertReads(String form, BufferedImage picture) throws IOException {
    assertThat(QrReaders.zxing(picture)).as("ZXing reads " + form).isEqualTo(KEY);
    assertThat(QrReaders.zbar(picture, folder)).as("zbarimg reads " + form).isEqualTo(KEY);
    Shown.by(QrReaders.zxingVersion(), "reads the exact key from " + form);
    Shown.by(QrReaders.zbarVersion(), "reads the exact key from " + form);
  }
}
