package org.veilor.mesh.truth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of the file, with its path. Whoever asks for what is not there gets an empty answer,
 * and the fault is on record.
 */
record Entry(Node node, String path, Found found) {
  Place at() {
    return Found.place(node);
  }

  void fault(String sentence) {
    found.add(node, path, sentence);
  }

  boolean isNothing() {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  /** Members by name. A name that is there twice, or not one of the known, is a fault. */
  Map<String, Entry> fields(Collection<String> known) {
    var members = members();
    members
        .entrySet()
        .removeIf(member -> {
          boolean unknown = !known.contains(member.getKey());
          if (unknown) {
            member
                .getValue()
                .fault(
                    "this key is not known. Known here are "
                        + String.join(", ", known)
                        + "."
                        + Nearest.hint(member.getKey(), known));
          }
          return unknown;
        });
    return members;
  }

  /** Members whose names are chosen by whoever wrote the file. */
  Map<String, Entry> members() {
    Map<String, Entry> members = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      if (!isNothing()) {
        fault("here keys with values are wanted, as \"name: value\".");
      }
      return members;
    }
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        found.add(tuple.getKeyNode(), path, "a key is a word, not a list or a mapping.");
        continue;
      }
      var name = key.getValue();
      var member = new Entry(tuple.getValueNode(), below(name), found);
      var first = members.putIfAbsent(name, member);
      if (first != null) {
        found.add(
            key,
            below(name),
            "this key is here twice; the first is in line " + first.at().line() + ". Keep one.");
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
        fault("here a list is wanted, as [one, two] or with a hyphen before each.");
      }
      return List.of();
    }
    var items = new ArrayList<Entry>(sequence.getValue().size());
    for (var item : sequence.getValue()) {
      items.add(new Entry(item, path + "[" + items.size() + "]", found));
    }
    return items;
  }

  /** What is written, whatever YAML takes it for; empty for nothing. */
  Optional<String> word() {
    if (node instanceof ScalarNode scalar) {
      if (isNothing()) {
        fault("here a word is wanted, and there is nothing.");
        return Optional.empty();
      }
      return Optional.of(scalar.getValue());
    }
    fault("here one word is wanted, not a list or a mapping.");
    return Optional.empty();
  }

  /** One of these words. */
  Optional<String> oneOf(Collection<String> words) {
    var word = word();
    if (word.isPresent() && !words.contains(word.get())) {
      fault(
          "\"%s\" is not one of %s.%s"
              .formatted(word.get(), String.join(", ", words), Nearest.hint(word.get(), words)));
      return Optional.empty();
    }
    return word;
  }

  /** For a reader only. Empty if it is not there. */
  static String note(Map<String, Entry> fields, String key) {
    var entry = fields.get(key);
    return entry == null || entry.isNothing() ? "" : entry.word().map(String::strip).orElse("");
  }

  Optional<Integer> port() {
    return word().flatMap(word -> Ports.of(word, this::fault));
  }
}
