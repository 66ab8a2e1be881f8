package org.veilor.mesh.headscale;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Headscale says its version is, such as {@code v0.29.3}. A build of one's own may say {@code
 * dev} or a Go pseudo-version: then nothing is known of it.
 */
public record HeadscaleVersion(String text) {
  private static final Pattern SEMANTIC =
      Pattern.compile(
          "v?(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");
  private static final int LONGEST = 60;

  public HeadscaleVersion {
    String clean = KeyMask.mask(text);
    text = clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
  }

  /** False if the order of this version among others cannot be told. */
  public boolean known() {
    Matcher parts = parts();
    return parts.matches() && (number(parts, 1) > 0 || number(parts, 2) > 0);
  }

  /** A pre-release comes before its release (SemVer 2.0.0 section 11). Unknown is never enough. */
  public boolean isAtLeast(int major, int minor, int patch) {
    Matcher parts = parts();
    if (!parts.matches()) {
      return false;
    }
    int order = Integer.compare(number(parts, 1), major);
    order = order != 0 ? order : Integer.compare(number(parts, 2), minor);
    order = order != 0 ? order : Integer.compare(number(parts, 3), patch);
    return order > 0 || (order == 0 && parts.group(4) == null);
  }

  /** The minor version's line or a later one, its pre-releases included. */
  boolean reaches(int major, int minor) {
    Matcher parts = parts();
    return parts.matches()
        && (number(parts, 1) > major || (number(parts, 1) == major && number(parts, 2) >= minor));
  }

  private Matcher parts() {
    return SEMANTIC.matcher(text);
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  @Override
  public String toString() {
    return text;
  }
}
