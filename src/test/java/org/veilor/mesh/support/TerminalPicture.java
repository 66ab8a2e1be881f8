package org.veilor.mesh.support;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * A photograph of a terminal that shows half-blocks: each cell 10 by 20 pixels, in the colours that
 * the escape codes set, on the ground that the person has chosen.
 */
public final class TerminalPicture {
  public static final Color DARK = new Color(0x1e1e1e);
  public static final Color LIGHT = new Color(0xfdf6e3);

  private static final int WIDTH = 10;
  private static final int HALF = 10;
  private static final int MARGIN = 40;
  private static final String BLACK_ON_WHITE = "[38;5;16;48;5;231m";
  private static final String RESET = "[0m";

  private final Graphics2D pen;
  private final Color ground;
  private Color ink;
  private Color paper;

  private TerminalPicture(Graphics2D pen, Color ground) {
    this.pen = pen;
    this.ground = ground;
    reset();
  }

  public static BufferedImage of(String output, Color ground) {
    var lines = output.split("\n");
    var columns = lines[0].replaceAll("\u001B\\[[0-9;]*m", "").length();
    var picture =
        new BufferedImage(
            columns * WIDTH + 2 * MARGIN,
            lines.length * 2 * HALF + 2 * MARGIN,
            BufferedImage.TYPE_INT_RGB);
    var pen = picture.createGraphics();
    pen.setColor(ground);
    pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    var terminal = new TerminalPicture(pen, ground);
    for (var row = 0; row < lines.length; row++) {
      terminal.line(lines[row], MARGIN + row * 2 * HALF);
    }
    pen.dispose();
    return picture;
  }

  /** The picture in the middle of a black page. */
  public static BufferedImage onBlack(BufferedImage picture) {
    var page =
        new BufferedImage(
            picture.getWidth() + 2 * MARGIN,
            picture.getHeight() + 2 * MARGIN,
            BufferedImage.TYPE_INT_RGB);
    page.createGraphics().drawImage(picture, MARGIN, MARGIN, null);
    return page;
  }

  private void line(String line, int y) {
    var x = MARGIN;
    for (var i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\u001B') {
        i = line.indexOf('m', i);
        apply(line.substring(line.lastIndexOf('\u001B', i) + 1, i + 1));
      } else {
        cell(line.charAt(i), x, y);
        x += WIDTH;
      }
    }
  }

  private void apply(String code) {
    switch (code) {
      case BLACK_ON_WHITE -> {
        ink = Color.BLACK;
        paper = Color.WHITE;
      }
      case RESET -> reset();
      default -> throw new AssertionError("this terminal does not know " + code);
    }
  }

  private void reset() {
    ink = ground.equals(DARK) ? Color.LIGHT_GRAY : Color.DARK_GRAY;
    paper = ground;
  }

  private void cell(char c, int x, int y) {
    half(c == '\u2580' || c == '\u2588', x, y);
    half(c == '\u2584' || c == '\u2588', x, y + HALF);
  }

  private void half(boolean inked, int x, int y) {
    pen.setColor(inked ? ink : paper);
    pen.fillRect(x, y, WIDTH, HALF);
  }
}
