package org.veilor.mesh.lab;

/**
 * A program that opens a lab with one joined machine and a database, says so, and stays until it is
 * killed.
 */
final class LabHolder {
  static final String HOLDING = "holding ";

  private LabHolder() {}

  public static void main(String... args) throws InterruptedException {
    Lab lab = Lab.alone();
    lab.machine("doomed").joins(lab.mintsWithHeadscale("tag:guest"));
    lab.site().postgres();
    System.out.println(HOLDING + lab.folder());
    Thread.currentThread().join();
  }
}
