package org.veilor.mesh.truth;

import java.util.List;
import org.veilor.mesh.truth.Found.Enough;
import org.veilor.mesh.truth.YamlText.NotYaml;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code acl/mesh.yaml}. */
public final class Truths {
  /** The sections, in the order in which the file usually has them. */
  static final List<String> SECTIONS = List.of("tiers", "hosts", "services", "zones", "expect");

  private Truths() {}

  /** All faults at once: whoever is at it at night should not meet them one by one. */
  public static TruthReading read(byte[] file) {
    try {
      var root = YamlText.read(file);
      return root == null
          ? bad(
              true, new TruthFault(new Place(1, 1), "", "the file is empty: " + TierReader.WANTED))
          : read(root);
    } catch (NotYaml e) {
      return bad(false, e.fault());
    }
  }

  private static TruthReading read(Node root) {
    var found = new Found();
    try {
      var truth = read(new Entry(root, null, "", found));
      return found.none()
          ? new TruthReading.Good(truth)
          : new TruthReading.Bad(true, found.inOrder());
    } catch (Enough _) {
      return new TruthReading.Bad(true, found.inOrder());
    }
  }

  private static Truth read(Entry root) {
    var sections = root.fields(SECTIONS);
    var tiers = TierReader.read(root, sections.get("tiers"));
    var hosts = HostReader.read(sections.get("hosts"));
    var services = ServiceReader.read(sections.get("services"), hosts);
    var zones = ZoneReader.read(sections.get("zones"), hosts, services);
    var expectations = ExpectationReader.read(sections.get("expect"), hosts, zones);
    return new Truth(tiers, hosts, services, zones, expectations);
  }

  private static TruthReading.Bad bad(boolean readable, TruthFault fault) {
    return new TruthReading.Bad(readable, List.of(fault));
  }
}
