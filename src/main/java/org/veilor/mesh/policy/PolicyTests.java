package org.veilor.mesh.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.veilor.mesh.tier.Tag;

/**
 * What must hold of a compiled policy, in Headscale's own words: its {@code tests} (0.29 and
 * later). To Headscale one whose tag no machine has is a failure, so only those of the tags of
 * today count.
 */
public final class PolicyTests {
  private static final JsonMapper JSON = new JsonMapper();

  /** Of each source and protocol; one of ten thousand services is as good as all. */
  private static final int MOST = 20;

  private static final String ANY_PORT = ":*";

  /** Ports at which a machine is tried that should be shut: what one would mind most, first. */
  private static final List<String> PROBES = List.of("22", "3389", "5432", "23", "1");

  private PolicyTests() {}

  /**
   * The policy with its tests.
   *
   * @param tags those that machines have today, each with no other beside it
   */
  public static String added(Compiled compiled, Set<String> tags) {
    var tests = new ArrayList<Map<String, Object>>();
    for (var acl : compiled.acls()) {
      var from = acl.sources().getFirst();
      var open = accepted(acl, tags);
      if (tags.contains(from) && hasPorts(acl) && !open.isEmpty()) {
        tests.add(test(from, acl.protocol(), "accept", open));
      }
    }
    shut(compiled, Tag.GUEST, List.of(Tag.GUEST, Tag.INFRA, Tag.ADMIN), tags, tests);
    shut(compiled, Tag.INFRA, List.of(Tag.ADMIN), tags, tests);
    var policy = compiled.artefacts().policy();
    if (tests.isEmpty()) {
      return policy;
    }
    return policy.substring(0, policy.lastIndexOf('}')) + "  \"tests\": " + json(tests) + ",\n}\n";
  }

  private static boolean hasPorts(Acl acl) {
    return acl.protocol().equals("tcp") || acl.protocol().equals("udp");
  }

  private static List<String> accepted(Acl acl, Set<String> tags) {
    return acl.destinations().stream()
        .map(Acl.Destination::written)
        .filter(it -> !it.startsWith("*"))
        .filter(it -> !it.startsWith("tag:") || tags.contains(it.substring(0, it.lastIndexOf(':'))))
        .map(it -> it.endsWith(ANY_PORT) ? it.replace(ANY_PORT, ":22") : it)
        .limit(MOST)
        .toList();
  }

  private static void shut(
      Compiled compiled,
      Tag from,
      List<Tag> to,
      Set<String> tags,
      List<Map<String, Object>> tests) {
    var shut = new ArrayList<String>();
    for (var tag : to) {
      if (tags.contains(tag.text())) {
        PROBES.stream()
            .filter(port -> isShut(compiled, from, tag, port))
            .findFirst()
            .ifPresent(port -> shut.add(tag.text() + ":" + port));
      }
    }
    if (tags.contains(from.text()) && !shut.isEmpty()) {
      tests.add(test(from.text(), "tcp", "deny", shut));
    }
  }

  /**
   * Whether nothing that is allowed may lead there by that port: a service may well be on a machine
   * of that tag, by its address.
   */
  private static boolean isShut(Compiled compiled, Tag from, Tag to, String port) {
    return compiled.acls().stream()
        .filter(acl -> acl.sources().contains(from.text()))
        .flatMap(acl -> acl.destinations().stream())
        .map(Acl.Destination::written)
        .filter(it -> !it.startsWith("tag:") || it.startsWith(to.text() + ":"))
        .map(it -> it.substring(it.lastIndexOf(':') + 1))
        .noneMatch(ports -> ports.equals(port) || !ports.chars().allMatch(Character::isDigit));
  }

  private static Map<String, Object> test(
      String from, String protocol, String what, List<String> destinations) {
    var test = new LinkedHashMap<String, Object>();
    test.put("src", from);
    test.put("proto", protocol);
    test.put(what, destinations);
    return test;
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lists of strings are always JSON", e);
    }
  }
}
