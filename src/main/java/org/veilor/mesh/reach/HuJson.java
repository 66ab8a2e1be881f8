package org.veilor.mesh.reach;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;

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
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new NotJson(1, 1, "there is nothing but blanks and comments.");
      }
      Json value = value(parser);
      if (parser.nextToken() != null) {
        throw at(parser.currentTokenLocation(), "there is more behind the policy's end.");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw at(e.getLocation(), words(e.getOriginalMessage()));
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
