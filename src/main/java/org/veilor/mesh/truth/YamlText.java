package org.veilor.mesh.truth;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Bytes to a tree of YAML. What a person does not need in such a file, and what makes a small file
 * large (anchors, tags, several documents), is refused before the tree is built.
 */
final class YamlText {
  static final int MOST_MIB = 4;
  private static final int DEEPEST = 20;
  private static final int LONGEST = 1000;
  private static final int LONGEST_LINE = 10_000;

  /** Keys, values, and the ends of each; ten thousand services have half of that. */
  private static final int MOST = 500_000;

  private YamlText() {}

  /** Null if the file holds nothing. Fails with {@link NotYaml}. */
  static @Nullable Node read(byte[] bytes) throws NotYaml {
    if (bytes.length > MOST_MIB << 20) {
      throw new NotYaml(
          new Place(1, 1),
          "the file has %d bytes: at most %d MiB are read. Ten thousand services take half of that."
              .formatted(bytes.length, MOST_MIB));
    }
    var text = characters(bytes);
    var options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setNestingDepthLimit(DEEPEST + 1);
    var yaml = new Yaml(options);
    try {
      int documents = 0;
      int events = 0;
      int depth = 0;
      for (Event event : yaml.parse(new StringReader(text))) {
        check(event);
        if (++events > MOST) {
          throw at(event, "too much is in this file: what is behind this is not read.");
        }
        depth +=
            event instanceof CollectionStartEvent
                ? 1
                : event instanceof CollectionEndEvent ? -1 : 0;
        if (depth > DEEPEST) {
          throw at(event, "this is nested deeper than %d levels.".formatted(DEEPEST));
        }
        if (event instanceof DocumentStartEvent && ++documents > 1) {
          throw at(event, "a second document begins here: there is one truth. Remove the ---.");
        }
      }
      return yaml.compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      throw new NotYaml(SyntaxWords.fault(e, text));
    } catch (YAMLException e) {
      throw new NotYaml(new Place(1, 1), "this is no YAML at all: " + e.getMessage());
    }
  }

  private static void check(Event event) throws NotYaml {
    if (event instanceof AliasEvent) {
      throw at(event, "an alias (*name) is not read here: write out what it stands for.");
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw at(event, "an anchor (&name) is not read here: write the value where it is needed.");
    }
    if (event instanceof ScalarEvent scalar) {
      checkText(scalar);
    }
    boolean tagged =
        event instanceof ScalarEvent scalar && scalar.getTag() != null
            || event instanceof CollectionStartEvent collection && collection.getTag() != null;
    if (tagged) {
      throw at(event, "a type (!name) is not read here: write the value alone.");
    }
  }

  private static void checkText(ScalarEvent scalar) throws NotYaml {
    var text = scalar.getValue();
    if (text.length() > LONGEST) {
      throw at(
          scalar,
          "this text has %d characters: write at most %d.".formatted(text.length(), LONGEST));
    }
    // An escape has passed the look at the file as it stands.
    var unseen = Unseen.in(text);
    if (unseen.isPresent()) {
      throw at(scalar, Unseen.sentence(text.codePointAt(unseen.getAsInt())));
    }
    if (scalar.isPlain() && text.equals("<<")) {
      throw at(scalar, "a merge (<<) is not read here: write out the keys that it stands for.");
    }
  }

  private static NotYaml at(Event event, String sentence) {
    return new NotYaml(Found.place(event.getStartMark()), sentence);
  }

  private static String characters(byte[] bytes) throws NotYaml {
    var from = ByteBuffer.wrap(bytes);
    var to = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(from, to, true);
    var text = to.flip().toString();
    if (result.isError()) {
      throw new NotYaml(end(text), "here is a byte that is not UTF-8: save the file as UTF-8.");
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    var unseen = Unseen.in(text);
    if (unseen.isPresent()) {
      int i = unseen.getAsInt();
      throw new NotYaml(end(text.substring(0, i)), Unseen.sentence(text.codePointAt(i)));
    }
    checkLines(text);
    return text;
  }

  /** A text without line ends is what takes the parser longest. */
  private static void checkLines(String text) throws NotYaml {
    int begin = 0;
    for (int line = 1; begin <= text.length(); line++) {
      int end = text.indexOf('\n', begin);
      end = end < 0 ? text.length() : end;
      if (end - begin > LONGEST_LINE) {
        throw new NotYaml(
            new Place(line, 1),
            "this line has %d characters: write at most %d, and a list with a hyphen before each."
                .formatted(end - begin, LONGEST_LINE));
      }
      begin = end + 1;
    }
  }

  /** The place right behind the text. */
  private static Place end(String text) {
    int lines = (int) text.chars().filter(c -> c == '\n').count();
    int begin = text.lastIndexOf('\n') + 1;
    return new Place(lines + 1, text.codePointCount(begin, text.length()) + 1);
  }

  /** No YAML, or none that is read here. The message is a sentence. */
  static final class NotYaml extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient TruthFault fault;

    NotYaml(Place at, String sentence) {
      this(new TruthFault(at, "", sentence));
    }

    NotYaml(TruthFault fault) {
      super(fault.sentence());
      this.fault = fault;
    }

    TruthFault fault() {
      return fault;
    }
  }
}
