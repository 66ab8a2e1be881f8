package org.veilor.mesh.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A file as an editor hands it to its schema: YAML 1.2, core schema. */
final class EditorView {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private EditorView() {}

  static JsonNode of(String yaml) {
    var root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
    return root == null ? JSON.nullNode() : of(root);
  }

  private static JsonNode of(Node node) {
    switch (node) {
      case MappingNode mapping -> {
        var object = JSON.objectNode();
        for (var tuple : mapping.getValue()) {
          object.set(((ScalarNode) tuple.getKeyNode()).getValue(), of(tuple.getValueNode()));
        }
        return object;
      }
      case SequenceNode sequence -> {
        var array = JSON.arrayNode();
        sequence.getValue().forEach(item -> array.add(of(item)));
        return array;
      }
      case ScalarNode scalar -> {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN
            ? plain(scalar.getValue())
            : JSON.textNode(scalar.getValue());
      }
      default -> throw new AssertionError(node);
    }
  }

  private static JsonNode plain(String text) {
    if (text.matches("~|null|Null|NULL|")) {
      return JSON.nullNode();
    }
    if (text.matches("true|True|TRUE|false|False|FALSE")) {
      return JSON.booleanNode(text.equalsIgnoreCase("true"));
    }
    if (text.matches("[-+]?[0-9]+")) {
      return JSON.numberNode(new BigInteger(text.replace("+", "")));
    }
    if (text.matches("0o[0-7]+|0x[0-9a-fA-F]+")) {
      return JSON.numberNode(new BigInteger(text.substring(2), text.charAt(1) == 'o' ? 8 : 16));
    }
    if (text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")) {
      return JSON.numberNode(new BigDecimal(text.replace("+", "")));
    }
    return JSON.textNode(text);
  }
}
