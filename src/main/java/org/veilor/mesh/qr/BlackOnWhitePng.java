package org.veilor.mesh.qr;

import com.google.zxing.common.BitMatrix;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A matrix as a PNG of one bit a pixel (W3C PNG, third edition). The JDK's writer goes through AWT:
 * that costs 4 ms for each picture where this costs a tenth, and the libraries of a desktop.
 */
final class BlackOnWhitePng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int LENGTH_TYPE_AND_CHECKSUM = 12;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private BlackOnWhitePng() {}

  /**
   * @param scale pixels for each module, in width and in height
   */
  static byte[] of(BitMatrix modules, int scale) {
    var width = modules.getWidth() * scale;
    var height = modules.getHeight() * scale;
    // Width, height, bits a pixel, then 0 for: grey, deflate, adaptive filters, not interlaced.
    var header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 1).array();
    var png = new BlackOnWhitePng();
    png.out.writeBytes(SIGNATURE);
    png.chunk("IHDR", header);
    png.chunk("IDAT", deflated(rows(modules, scale, width)));
    png.chunk("IEND", new byte[0]);
    return png.out.toByteArray();
  }

  /** Each row begins with its filter, 0 for none. A bit that is set is white. */
  private static byte[] rows(BitMatrix modules, int scale, int width) {
    var stride = 1 + (width + 7) / 8;
    var rows = new byte[stride * modules.getHeight() * scale];
    for (var y = 0; y < modules.getHeight(); y++) {
      var first = y * scale * stride;
      for (var x = 0; x < width; x++) {
        if (!modules.get(x / scale, y)) {
          rows[first + 1 + x / 8] |= (byte) (0x80 >> x % 8);
        }
      }
      for (var copy = 1; copy < scale; copy++) {
        System.arraycopy(rows, first, rows, first + copy * stride, stride);
      }
    }
    return rows;
  }

  private static byte[] deflated(byte[] rows) {
    try (var deflater = new Deflater()) {
      deflater.setInput(rows);
      deflater.finish();
      var out = new ByteArrayOutputStream();
      var block = new byte[1024];
      while (!deflater.finished()) {
        out.write(block, 0, deflater.deflate(block));
      }
      return out.toByteArray();
    }
  }

  private void chunk(String type, byte[] content) {
    var name = type.getBytes(StandardCharsets.US_ASCII);
    var checksum = new CRC32();
    checksum.update(name);
    checksum.update(content);
    var chunk = ByteBuffer.allocate(LENGTH_TYPE_AND_CHECKSUM + content.length);
    chunk.putInt(content.length).put(name).put(content).putInt((int) checksum.getValue());
    out.writeBytes(chunk.array());
  }
}
