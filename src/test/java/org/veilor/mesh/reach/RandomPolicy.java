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

  /** A sound one in which this section, written as {@code "name": value}, takes its own place. */
  static String having(String section) {
    var sound = new LinkedHashMap<String, Object>();
    sound.put("tagOwners", HeadscaleJudge.tagOwners());
    sound.put("groups", Map.of("group:a", List.of("alice@", "bob@")));
    sound.put("hosts", RandomEntries.HOSTS);
    sound.put("acls", List.of());
    sound.remove(section.substring(1, section.indexOf('"', 1)));
    var rest = json(sound);
    return "{" + section + ", " + rest.substring(1);
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
