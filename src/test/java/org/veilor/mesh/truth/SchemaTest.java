package org.veilor.mesh.truth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What the editor says while somebody types is what the command says afterwards. */
class SchemaTest {
  private static final Path COMMITTED = Path.of("acl/mesh.schema.json");
  private static final JsonNode NODE = node();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(NODE);

  /** It needs two places of the file at once, or another's names. */
  private static final Set<String> TWO_PLACES =
      Set.of(
          "a duplicate vhost",
          "a duplicate name",
          "a typo in a host's name",
          "a host without address",
          "guests on an admin's machine",
          "guests on an admin's machine by its backend",
          "guests on an admin's machine by its address",
          "the public on an admin's machine",
          "two behind one door",
          "one without vhost behind the door of another",
          "a backend that is nowhere",
          "a backend without address",
          "an address twice",
          "an IPv6 address twice, written otherwise",
          "two of a family",
          "zones that overlap",
          "zones that overlap the other way",
          "a zone that overlaps itself",
          "a zone that may use nothing known",
          "a zone that may use what is on a host",
          "a zone with a host's name",
          "an expectation of nobody",
          "an expectation of an unknown host",
          "a host with an empty list of addresses",
          "an expectation of a zone");

  /** YAML itself, of which a schema sees nothing. */
  private static final Set<String> YAML =
      Set.of(
          "a duplicate section",
          "a duplicate key in a service",
          "a host twice",
          "a tier twice",
          "a key that is a list",
          "a tab",
          "a tab behind spaces",
          "an alias",
          "a type",
          "two documents",
          "an unclosed bracket",
          "an unclosed brace",
          "an unclosed quote",
          "two colons in a line",
          "a key without colon",
          "a line that is indented too little",
          "an at sign",
          "a backtick",
          "a bad escape",
          "a bad hexadecimal escape",
          "too deep",
          "a lone bracket",
          "a block that is not indented",
          "a comma too many");

  /**
   * How a number is written, of which a schema sees nothing; and addresses, read by their sense.
   */
  private static final Set<String> FORM =
      Set.of(
          "a port in hex",
          "a port in octal",
          "a port with a leading zero",
          "a port with a sign",
          "a port with a fraction",
          "public as True",
          "a backend at port 0",
          "an octal address",
          "an address of the link",
          "a mapped address",
          "no address at all",
          "the loopback",
          "a multicast host",
          "the broadcast",
          "a zone with host bits",
          "an IPv6 zone with host bits",
          "a zone in the mesh",
          "a zone around the mesh",
          "a zone in the mesh's IPv6",
          "a prefix that is too long",
          "an expectation at port 0",
          "an expectation of a vhost in upper case");

  private static JsonNode node() {
    try {
      return new ObjectMapper().readTree(MeshSchema.text());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A change of it shows in a diff. Rewrite the file with {@code -Dschema.write=true}. */
  @Test
  void the_committed_schema_is_what_the_reader_says() throws IOException {
    if (Boolean.getBoolean("schema.write")) {
      Files.writeString(COMMITTED, MeshSchema.text());
    }
    assertThat(Files.readString(COMMITTED)).isEqualTo(MeshSchema.text());
  }

  @Test
  void it_takes_what_the_reader_takes() throws IOException {
    for (var good : Corpus.good()) {
      assertThat(SCHEMA.validate(EditorView.of(good.yaml()))).as(good.name()).isEmpty();
    }
    assertThat(SCHEMA.validate(EditorView.of(Files.readString(Path.of("acl/mesh.yaml")))))
        .isEmpty();
  }

  @Property(tries = 200)
  void it_takes_every_truth(@ForAll("truths") Truth truth) {
    assertThat(SCHEMA.validate(EditorView.of(AnyTruth.yaml(truth)))).isEmpty();
  }

  @Test
  void it_refuses_what_the_reader_refuses_but_for_what_no_schema_can_say() {
    assertThat(
            Corpus.bad().stream()
                .filter(bad -> view(bad).filter(it -> !SCHEMA.validate(it).isEmpty()).isEmpty())
                .map(Corpus.Example::name))
        .allMatch(name -> YAML.contains(name) || TWO_PLACES.contains(name) || FORM.contains(name))
        .hasSize(YAML.size() + TWO_PLACES.size() + FORM.size());
  }

  @Test
  void it_says_it_in_the_readers_words() {
    int told = 0;
    var softly = new SoftAssertions();
    for (var bad : Corpus.bad().stream().filter(SchemaTest::isReadable).toList()) {
      for (var message : view(bad).map(SCHEMA::validate).orElse(Set.of())) {
        var sentence = sentence(message);
        // Where nothing is written, the reader says what belongs there.
        boolean nothing = message.getMessage().contains("null found");
        if (sentence.isPresent() && !nothing) {
          told++;
          softly.assertThat(bad.faults()).as(bad.name() + " " + message).contains(sentence.get());
        }
      }
    }
    softly.assertAll();
    assertThat(told).isGreaterThan(60);
  }

  /** What an editor shows: the message beside the keyword that failed, if there is one. */
  private static Optional<String> sentence(ValidationMessage message) {
    var keyword = message.getType();
    var path = message.getSchemaLocation().getFragment().toString();
    var rule = NODE.at(path.substring(0, path.lastIndexOf('/')));
    var key = keyword.equals("pattern") ? "patternErrorMessage" : "errorMessage";
    var words = Set.of("type", "enum", "pattern", "not", "additionalProperties");
    return words.contains(keyword) && rule.has(key)
        ? Optional.of(rule.get(key).asText())
        : Optional.empty();
  }

  private static boolean isReadable(Corpus.Example bad) {
    return Truths.read(bad.yaml().getBytes(UTF_8)) instanceof TruthReading.Bad it && it.readable();
  }

  /** Empty for what is no YAML to an editor either. */
  private static Optional<JsonNode> view(Corpus.Example example) {
    try {
      return Optional.of(EditorView.of(example.yaml()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  @Provide
  static Arbitrary<Truth> truths() {
    return AnyTruth.truths();
  }

  /** An editor that finds the schema itself wrong completes nothing; the library does not mind. */
  @Test
  void the_schema_keeps_to_its_own_drafts_rules() {
    var draft7 =
        JsonSchemaFactory.getInstance(VersionFlag.V7)
            .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"));
    var emptyEnum = new ObjectMapper().createObjectNode();
    emptyEnum.putArray("enum");

    assertThat(draft7.validate(emptyEnum)).isNotEmpty();
    assertThat(draft7.validate(NODE)).isEmpty();
  }
}
