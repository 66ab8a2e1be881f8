package org.veilor.mesh.cli;

/** Tells a policy of Headscale's from a truth: by the file's name, else by how it begins. */
final class PolicyText {
  private PolicyText() {}

  static boolean isHujson(String file) throws InputFile.Unreadable {
    var name = file.toLowerCase(java.util.Locale.ROOT);
    if (name.endsWith(".hujson") || name.endsWith(".json")) {
      return true;
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml") || name.equals("-")) {
      return false;
    }
    return InputFile.text(file)
        .lines()
        .map(String::strip)
        .filter(it -> !it.isEmpty() && !it.startsWith("#"))
        .findFirst()
        .filter(it -> it.startsWith("{") || it.startsWith("//") || it.startsWith("/*"))
        .isPresent();
  }
}
