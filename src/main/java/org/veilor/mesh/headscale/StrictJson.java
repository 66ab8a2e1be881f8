package org.veilor.mesh.headscale;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.Collectors;

/**
 * Reads Headscale's JSON and takes nothing for granted: a member that is missing, null or of
 * another type is an error, and so is anything behind the end. Unknown members are fine: new
 * versions bring them. The one place in this package that knows Jackson.
 */
final class StrictJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new SimpleModule().addDeserializer(Instant.class, new Rfc3339()))
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .withCoercionConfigDefaults(StrictJson::refuseCoercion)
          .withCoercionConfig(LogicalType.Textual, StrictJson::refuseCoercion)
          .withCoercionConfig(LogicalType.Boolean, StrictJson::refuseCoercion)
          .withCoercionConfig(LogicalType.Collection, StrictJson::refuseCoercion)
          .build();

  private StrictJson() {}

  /** What is wrong with an answer, in words that quote none of its values. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String what) {
      super(what);
    }
  }

  static <T> T read(byte[] json, Class<T> type) throws Unreadable {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new Unreadable("the body is null");
      }
      return value;
    } catch (DatabindException wrong) {
      throw new Unreadable("a member is missing or of the wrong type: " + path(wrong));
    } catch (IOException wrong) {
      throw new Unreadable("not JSON, or cut off");
    }
  }

  private static void refuseCoercion(MutableCoercionConfig config) {
    for (CoercionInputShape shape : CoercionInputShape.values()) {
      config.setCoercion(shape, CoercionAction.Fail);
    }
  }

  private static String path(DatabindException wrong) {
    if (!(wrong instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "the body";
    }
    return KeyMask.quote(
        mapping.getPath().stream()
            .map(step ->
                step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining(".")));
  }

  /** Headscale's times: RFC 3339 text of up to nine digits, never a number. */
  private static final class Rfc3339 extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Rfc3339() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
      }
      try {
        return OffsetDateTime.parse(parser.getText()).toInstant();
      } catch (DateTimeException wrong) {
        return context.reportInputMismatch(this, "not a time of RFC 3339");
      }
    }
  }
}
