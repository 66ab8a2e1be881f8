package org.veilor.mesh.cli;

import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command prints.
 *
 * @param width columns: those of the terminal, which the launcher looked up, else 80
 * @param colour whether it takes ANSI codes
 */
record Screen(int width, boolean colour) {
  static final int USUAL_WIDTH = 80;
  private static final int NARROWEST = 40;

  static Screen of(Map<String, String> environment) {
    var told = environment.getOrDefault("MESH_WIDTH", "");
    var width = told.matches("\\d{1,4}") ? Integer.parseInt(told) : USUAL_WIDTH;
    return new Screen(Math.max(width, NARROWEST), Ansi.AUTO.enabled());
  }
}
