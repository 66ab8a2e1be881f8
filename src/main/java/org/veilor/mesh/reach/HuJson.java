package org.veilor.mesh.reach;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JSON with comments and trailing commas, as Headscale's parser takes it: no name twice, nothing
 * behind the value.
 */
final class HuJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private HuJson() {}

  /** Fails with {@link NotJson}. */
  static Json read(String text) throws NotJson {
    return read(new StringReader(text), HuJson::value);
  }

  /** What is made of a document whose first token is read; it reads on to the document's last. */
  private interface Reading<T> {
    T read(JsonParser parser) throws IOException, NotJson;
  }

  /** What is made of each item of a list. */
  interface Item<T> {
    T read(Json item, int number) throws NotJson;
  }

  /**
   * Makes something of each item of a list, one after the other: of a list of 100 MB only one item
   * is ever held as a tree. The list may be the member of that name of an object; what else is in
   * the object is passed over.
   *
   * @return empty if it is neither
   */
  static <T> Optional<List<T>> each(Reader text, String name, Item<T> item) throws NotJson {
    return read(
        text,
        parser ->
            switch (parser.currentToken()) {
              case START_ARRAY -> Optional.of(items(parser, item));
              case START_OBJECT -> member(parser, name, item);
              default -> Optional.empty();
            });
  }

  private static <T> Optional<List<T>> member(JsonParser parser, String name, Item<T> item)
      throws IOException, NotJson {
    Optional<List<T>> found = Optional.empty();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean wanted = parser.currentName().equals(name);
      if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
        found = Optional.of(items(parser, item));
      } else {
        parser.skipChildren();
      }
    }
    return found;
  }

  private static <T> List<T> items(JsonParser parser, Item<T> item) throws IOException, NotJson {
    var items = new ArrayList<T>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(item.read(value(parser), items.size()));
    }
    return items;
  }

  private static <T> T read(Reader text, Reading<T> reading) throws NotJson {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new NotJson(1, 1, "there is nothing but blanks and comments.");
      }
      var value = reading.read(parser);
      if (parser.nextToken() != null) {
        throw at(parser.currentTokenLocation(), "there is more behind the end.");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw at(e.getLocation(), words(e.getOriginalMessage()));
    } catch (CharacterCodingException e) {
      throw new NotJson(1, 1, "here, or further down, is a byte that is not UTF-8.");
    } catch (IOException e) {
      throw new NotJson(1, 1, String.valueOf(e.getMessage()));
    }
  }

  private static Json value(JsonParser parser) throws IOException, NotJson {
    var at = parser.currentTokenLocation();
    int line = at.getLineNr();
    int column = at.getColumnNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var members = new ArrayList<Json.Member>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var name = parser.currentTokenLocation();
          String text = parser.currentName();
          parser.nextToken();
          members.add(new Json.Member(text, value(parser), name.getLineNr(), name.getColumnNr()));
        }
        yield new Json.Obj(members, line, column);
      }
      case START_ARRAY -> {
        var items = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        yield new Json.Arr(items, line, column);
      }
      case VALUE_STRING -> new Json.Str(parser.getText(), line, column);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText(), line, column);
      case VALUE_TRUE -> new Json.Bool(true, line, column);
      case VALUE_FALSE -> new Json.Bool(false, line, column);
      case VALUE_NULL -> new Json.Nothing(line, column);
      default -> throw at(at, "a value is missing.");
    };
  }

  private static NotJson at(JsonLocation at, String sentence) {
    return at == null
        ? new NotJson(1, 1, sentence)
        : new NotJson(at.getLineNr(), at.getColumnNr(), sentence);
  }

  /** The parser's own words, without its hints for programmers; the usual ones in ours. */
  private static String words(String message) {
    if (message.startsWith("Unexpected end-of-input")) {
      return "the text ends too early: a bracket or a quote above is not closed.";
    }
    if (message.contains("nesting depth")) {
      return "this is nested deeper than anything that is meant here.";
    }
    if (message.startsWith("Duplicate field")) {
      return message + ": keep one of the two.";
    }
    var first =
        message
            .lines()
            .findFirst()
            .orElse("this is no JSON")
            .replaceFirst(" ?[(\\[](for|start|from|Source).*", "");
    return first + ". This must be JSON; comments and a comma behind the last item are allowed.";
  }

  /** What is no HuJSON, or not what it should hold, and where. */
  static final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RulesFault fault;

    NotJson(int line, int column, String sentence) {
      this(new RulesFault(line, column, "", sentence));
    }

    NotJson(RulesFault fault) {
      super(fault.sentence());
      this.fault = fault;
    }

    RulesFault fault() {
      return fault;
    }
  }
}
