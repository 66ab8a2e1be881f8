package org.veilor.mesh.reach;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A policy over the whole grammar, but for what Headscale's tests do not look at: self and via. */
record RandomPolicy(Map<String, Object> sections, String text) {
  private static final JsonMapper JSON = new JsonMapper();

  static RandomPolicy of(Random random) {
    boolean bad = random.nextInt(5) < 2;
    return of(random, bad, false);
  }

  /** One that Headscale takes, with entries that it works out for each machine: self and via. */
  static RandomPolicy perMachine(Random random) {
    return of(random, false, true);
  }

  private static RandomPolicy of(Random random, boolean bad, boolean perMachine) {
    var entries = new RandomEntries(random, bad);
    var sections = new LinkedHashMap<String, Object>();
    var tags = new LinkedHashMap<String, Object>();
    RandomEntries.TAGS.forEach(tag -> tags.put(tag, List.of()));
    sections.put("tagOwners", tags);
    sections.put(
        "groups",
        Map.of(
            "group:a",
            List.of("alice@", "bob@"),
            "group:b",
            List.of("carol@corp"),
            "group:e",
            List.of()));
    sections.put("hosts", RandomEntries.HOSTS);
    if (perMachine) {
      sections.put("acls", List.of(entries.acl(), entries.self()));
      sections.put(
          "grants", List.of(entries.grant(), entries.via(), entries.via(), entries.selfGrant()));
    } else {
      global(sections, entries, random, bad);
    }
    if (bad) {
      oddSections()
          .forEach((name, value) -> {
            if (entries.once(60)) {
              sections.put(name.substring(name.indexOf(' ') + 1), value);
            }
          });
    }
    return new RandomPolicy(sections, remarked(json(sections), entries));
  }

  private static void global(
      Map<String, Object> sections, RandomEntries entries, Random random, boolean bad) {
    if (!entries.once(15)) {
      var acls = new ArrayList<>();
      // Of what is refused, little at once: one fault must not stand before another.
      int left = bad ? 1 : entries.once(15) ? 0 : random.nextInt(6) + 2;
      for (; left > 0; left--) {
        acls.add(entries.acl());
      }
      sections.put(entries.one(List.of("acls", "acls", "acls", "ACLs", "a-cls", "A_CLS")), acls);
    }
    if (entries.once(2)) {
      sections.put(
          "grants", bad ? List.of(entries.grant()) : List.of(entries.grant(), entries.grant()));
    }
  }

  private static Map<String, Object> oddSections() {
    var odd = new LinkedHashMap<String, Object>();
    odd.put("1 x", 1);
    odd.put("2 ssh", List.of());
    odd.put("3 hosts", Map.of("h1", "1.2.3"));
    odd.put("4 groups", Map.of("grp", List.of()));
    odd.put("5 groups", Map.of("group:a", List.of("alice")));
    odd.put("6 groups", Map.of("group:a", List.of("group:b")));
    odd.put("7 groups", Map.of("group:a", "alice@"));
    odd.put("8 tagOwners", Map.of("guest", List.of()));
    odd.put("9 tagOwners", Map.of("tag:1", List.of()));
    odd.put("10 tagOwners", Map.of("tag:guest", List.of("tag:guest")));
    odd.put("11 tagOwners", Map.of("tag:guest", List.of("alice")));
    odd.put("12 tagOwners", null);
    odd.put("13 acls", null);
    odd.put("14 acls", Map.of());
    odd.put("15 grants", null);
    odd.put("16 randomizeClientPort", true);
    odd.put("17 randomizeClientPort", "yes");
    odd.put("18 autoApprovers", Map.of());
    odd.put("19 hosts", Map.of("a@b", "1.2.3.4"));
    odd.put("20 hosts", Map.of("a", 1));
    odd.put("21 derpMap", Map.of());
    return odd;
  }

  private static String remarked(String json, RandomEntries entries) {
    return entries.once(3)
        ? "// a remark\n" + json.substring(0, json.length() - 1) + ",/* and another */}"
        : json;
  }

  /** The same with these tests, which Headscale then runs. */
  String with(List<Map<String, Object>> tests) {
    var all = new HashMap<>(sections);
    all.put("tests", tests);
    return json(all);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
