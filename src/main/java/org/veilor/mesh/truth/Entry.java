package org.veilor.mesh.truth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of the file, with its path. Whoever asks for what is not there gets an empty answer,
 * and the fault is on record.
 */
record Entry(Node node, @Nullable Node key, String path, Found found) {
  static final String KEYS_WANTED = "here keys with values are wanted, as \"name: value\".";
  static final String LIST_SENTENCE =
      "here a list is wanted, as [one, two] or with a hyphen before each.";

  /** Where it begins: at its key, if it has one. */
  Place at() {
    return Found.place(key == null ? node : key);
  }

  /** What is wrong with the value. */
  void fault(String sentence) {
    found.add(Found.place(node), path, sentence);
  }

  /** The same, with the one of the known words that was probably meant. */
  void fault(String sentence, String word, Collection<String> known) {
    found.add(Found.place(node), path, sentence, word, known);
  }

  /** What is wrong with the key, or with the entry as a whole. */
  void faultAtBegin(String sentence) {
    found.add(at(), path, sentence);
  }

  /** Whether fields can be missing in it: elsewhere another fault is told. */
  boolean hasFields() {
    return node instanceof MappingNode || isNothing();
  }

  /** Nothing is written, or something that holds nothing. */
  boolean isNothing() {
    return switch (node) {
      case ScalarNode _ -> node.getTag().equals(Tag.NULL);
      case MappingNode mapping -> mapping.getValue().isEmpty();
      case SequenceNode sequence -> sequence.getValue().isEmpty();
      default -> false;
    };
  }

  /** Members by name. A name that is there twice, or not one of the known, is a fault. */
  Map<String, Entry> fields(Collection<String> known) {
    var members = members();
    members.entrySet().removeIf(member -> isUnknown(member, known));
    return members;
  }

  private static boolean isUnknown(Map.Entry<String, Entry> member, Collection<String> known) {
    boolean unknown = !known.contains(member.getKey());
    if (unknown) {
      var entry = member.getValue();
      entry.found.add(entry.at(), entry.path, keysSentence(known), member.getKey(), known);
    }
    return unknown;
  }

  static String keysSentence(Collection<String> known) {
    return "this key is not known. Known here are " + String.join(", ", known) + ".";
  }

  static String wordsSentence(Collection<String> words) {
    return words.size() == 1
        ? "is not to be had here: write " + String.join("", words) + "."
        : "is not one of " + String.join(", ", words) + ".";
  }

  /** Members whose names are chosen by whoever wrote the file. */
  Map<String, Entry> members() {
    Map<String, Entry> members = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      if (!isNothing()) {
        fault(KEYS_WANTED);
      }
      return members;
    }
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        found.add(
            Found.place(tuple.getKeyNode()), path, "a key is a word, not a list or a mapping.");
        continue;
      }
      var name = key.getValue();
      var member = new Entry(tuple.getValueNode(), key, below(name), found);
      var first = members.putIfAbsent(name, member);
      if (first != null) {
        member.faultAtBegin(
            "this key is here twice; the first is in line %d. Keep one."
                .formatted(first.at().line()));
      }
    }
    return members;
  }

  private String below(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  List<Entry> items() {
    if (!(node instanceof SequenceNode sequence)) {
      if (!isNothing()) {
        fault(
            node instanceof ScalarNode scalar
                ? LIST_SENTENCE + " Write [%s].".formatted(scalar.getValue())
                : LIST_SENTENCE);
      }
      return List.of();
    }
    var items = new ArrayList<Entry>(sequence.getValue().size());
    for (var item : sequence.getValue()) {
      items.add(new Entry(item, null, path + "[" + items.size() + "]", found));
    }
    return items;
  }

  /** What is written, whatever YAML takes it for; empty for nothing. */
  Optional<String> word() {
    if (isNothing()) {
      fault("here a word is wanted, and there is nothing.");
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    fault("here one word is wanted, not a list or a mapping.");
    return Optional.empty();
  }

  /** One of these words. */
  Optional<String> oneOf(Collection<String> words) {
    var word = word();
    if (word.isPresent() && !words.contains(word.get())) {
      fault("\"%s\" %s".formatted(word.get(), wordsSentence(words)), word.get(), words);
      return Optional.empty();
    }
    return word;
  }

  /** For a reader only: one line, whatever the file made of it. Empty if it is not there. */
  static String note(Map<String, Entry> fields, String key) {
    var entry = fields.get(key);
    return entry == null || entry.isNothing()
        ? ""
        : entry.word().map(word -> word.strip().replaceAll("\\s+", " ")).orElse("");
  }

  Optional<Integer> port() {
    if (!(node instanceof ScalarNode)) {
      fault("this is no port: " + Ports.SENTENCE);
      return Optional.empty();
    }
    return word().flatMap(word -> Ports.of(word, this::fault));
  }
}
