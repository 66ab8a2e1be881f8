package org.veilor.mesh.cli;

/** Every help ends with lines that can be typed as they stand. */
final class Examples {
  static final String HEADING = "%nExamples:%n";

  private Examples() {}
}
