package org.veilor.mesh.truth;

import java.util.List;
import org.veilor.mesh.truth.YamlText.NotYaml;

/** Reads {@code acl/mesh.yaml}. */
public final class Truths {
  /** The sections, in the order in which the file usually has them. */
  static final List<String> SECTIONS = List.of("tiers", "hosts", "services", "zones", "expect");

  private Truths() {}

  /** All faults at once: whoever is at it at night should not meet them one by one. */
  public static TruthReading read(byte[] file) {
    try {
      var root = YamlText.read(file);
      var found = new Found();
      if (root == null) {
        return bad(
            true, new TruthFault(new Place(1, 1), "", "the file is empty: " + TierReader.WANTED));
      }
      var sections = new Entry(root, "", found).fields(SECTIONS);
      var tiers = TierReader.read(new Entry(root, "", found), sections.get("tiers"), found);
      var hosts = HostReader.read(sections.get("hosts"));
      var services = ServiceReader.read(sections.get("services"), hosts);
      var zones = ZoneReader.read(sections.get("zones"), services);
      var expectations = ExpectationReader.read(sections.get("expect"), hosts, zones);
      return found.none()
          ? new TruthReading.Good(new Truth(tiers, hosts, services, zones, expectations))
          : new TruthReading.Bad(true, found.inOrder());
    } catch (NotYaml e) {
      return bad(false, e.fault());
    }
  }

  private static TruthReading.Bad bad(boolean readable, TruthFault fault) {
    return new TruthReading.Bad(readable, List.of(fault));
  }
}
