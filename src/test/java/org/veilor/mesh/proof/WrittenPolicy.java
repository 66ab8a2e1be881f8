package org.veilor.mesh.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.truth.Truth;

/** A policy as a person edits it: an entry, a source, a destination at a time. */
final class WrittenPolicy {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  /** All but the acls. */
  final Map<String, Object> sections = new LinkedHashMap<>();

  final List<Entry> acls = new ArrayList<>();

  /** {@code 443}, {@code 1-1000} or {@code *} of an alias. */
  record Door(String alias, String ports) {
    String text() {
      return alias + ":" + ports;
    }
  }

  /** One of the acls. */
  static final class Entry {
    /** Null if it names none. */
    String protocol;

    final List<String> sources = new ArrayList<>();
    final List<Door> doors = new ArrayList<>();

    /** What else stands in it. */
    final Map<String, Object> more = new LinkedHashMap<>();

    Entry(String protocol, List<String> sources, List<Door> doors) {
      this.protocol = protocol;
      this.sources.addAll(sources);
      this.doors.addAll(doors);
    }

    boolean isOf(String source) {
      return sources.contains(source);
    }

    private Map<String, Object> json() {
      var json = new LinkedHashMap<String, Object>();
      json.put("action", "accept");
      if (protocol != null) {
        json.put("proto", protocol);
      }
      json.put("src", sources);
      json.put("dst", doors.stream().map(Door::text).toList());
      json.putAll(more);
      return json;
    }
  }

  /** What a truth compiles to, and the names of some people. */
  static WrittenPolicy of(Truth truth) {
    try {
      var policy = new WrittenPolicy();
      var json = JSON.readTree(Compiled.of(truth).artefacts().policy());
      json.properties().forEach(it -> policy.sections.put(it.getKey(), it.getValue()));
      policy.sections.remove("acls");
      policy.sections.put(
          "groups", Map.of("group:family", List.of("alice@", "bob@"), "group:empty", List.of()));
      json.path("acls").forEach(it -> policy.acls.add(entry(it)));
      return policy;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Entry entry(JsonNode json) {
    return new Entry(json.path("proto").asText(), texts(json.path("src")), doors(json.path("dst")));
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(it -> texts.add(it.asText()));
    return texts;
  }

  private static List<Door> doors(JsonNode list) {
    return texts(list).stream()
        .map(it ->
            new Door(it.substring(0, it.lastIndexOf(':')), it.substring(it.lastIndexOf(':') + 1)))
        .toList();
  }

  String text() {
    return textWith(Map.of());
  }

  /**
   * @param more sections that come on top, or that stand in place of those it has
   */
  String textWith(Map<String, Object> more) {
    var all = new LinkedHashMap<String, Object>(sections);
    all.putIfAbsent("acls", acls.stream().map(Entry::json).toList());
    all.putAll(more);
    all.values().removeIf("left out"::equals);
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Without acls, Headscale allows all. */
  void dropAcls() {
    sections.put("acls", "left out");
  }
}
