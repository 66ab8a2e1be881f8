package org.veilor.mesh.truth;

import static org.veilor.mesh.truth.SchemaParts.WORD;
import static org.veilor.mesh.truth.SchemaParts.append;
import static org.veilor.mesh.truth.SchemaParts.described;
import static org.veilor.mesh.truth.SchemaParts.enumeration;
import static org.veilor.mesh.truth.SchemaParts.fields;
import static org.veilor.mesh.truth.SchemaParts.firstOf;
import static org.veilor.mesh.truth.SchemaParts.list;
import static org.veilor.mesh.truth.SchemaParts.merged;
import static org.veilor.mesh.truth.SchemaParts.name;
import static org.veilor.mesh.truth.SchemaParts.named;
import static org.veilor.mesh.truth.SchemaParts.note;
import static org.veilor.mesh.truth.SchemaParts.object;
import static org.veilor.mesh.truth.SchemaParts.oneOf;
import static org.veilor.mesh.truth.SchemaParts.pattern;
import static org.veilor.mesh.truth.SchemaParts.required;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.veilor.mesh.tier.Tier;

/**
 * {@code acl/mesh.schema.json}, made of the reader's own patterns, words and sentences. Draft 7,
 * with the two words for messages that VS Code and yaml-language-server know.
 */
final class MeshSchema {
  /**
   * A value that nothing else is: an empty enum is against the draft, and editors then take
   * nothing.
   */
  private static final List<Object> NONE = java.util.Collections.singletonList(null);

  private static final List<Object> YES = List.of(true, "yes", "true");
  private static final List<Object> NO = List.of(false, "no", "false");

  private MeshSchema() {}

  static String text() {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(file()) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> file() {
    var file = new LinkedHashMap<String, Object>();
    file.put("$schema", "http://json-schema.org/draft-07/schema#");
    file.put("title", "Who may reach what on the mesh");
    file.putAll(
        object(
            "Whatever is not written here is refused.",
            List.of("tiers"),
            fields(
                "tiers", tiers(),
                "hosts", named("Machines that this file names.", Names.RESERVED, host()),
                "services", list("The allowlist: what there is, and who may use it.", service()),
                "zones",
                    named(
                        "Addresses outside the mesh, as the reverse proxy sees them.",
                        Names.RESERVED,
                        zone()),
                "expect", list("What must hold, checked at every read.", expectation()))));
    return file;
  }

  private static Map<String, Object> tiers() {
    var tiers = new LinkedHashMap<String, Object>();
    for (var tier : Tier.values()) {
      var words = TierReader.words(tier);
      tiers.put(
          tier.text(),
          object(
              "What machines of this tier reach besides the services that name it.",
              List.of("reaches"),
              fields(
                  "who", note("Whose machines these are."),
                  "reaches", oneOf("What they reach without an entry in services.", words))));
    }
    return object("All three.", TierReader.names(), tiers);
  }

  private static Map<String, Object> host() {
    var item =
        merged(
            described("As `headscale nodes list` shows it."),
            fields("type", "string"),
            pattern(Addresses.MACHINE_PATTERN, Addresses.MACHINE_SENTENCE));
    var address =
        merged(item, fields("type", List.of("string", "array"), "items", item, "maxItems", 2));
    var host =
        object(
            "A machine, by the name that Headscale lists.",
            List.of(),
            fields(
                "tag",
                    oneOf(
                        "What it joined as. Leave it out for an address without a client.",
                        new ArrayList<>(new TreeSet<>(HostReader.TAGS.keySet()))),
                "address", address,
                "note", note("For you.")));
    host.put("anyOf", List.of(required("tag"), required("address")));
    return host;
  }

  private static Map<String, Object> service() {
    var port =
        merged(
            described("The one that people connect to."),
            fields("type", List.of("integer", "string"), "minimum", 1, "maximum", 65535),
            pattern(Ports.PATTERN, Ports.SENTENCE),
            fields("errorMessage", Ports.SENTENCE));
    var vhost =
        merged(
            described("The name that people type."),
            fields("type", "string"),
            firstOf(Names.VHOST));
    var backend =
        merged(
            described("Where the reverse proxy passes requests on to: `nullstone:3000`."),
            fields("type", "string"),
            pattern("^" + BackendReader.FORM + "$", BackendReader.SENTENCE));
    var service =
        object(
            "One entry of the allowlist.",
            List.of("on", "port"),
            fields(
                "name", name("What other lines call it; the vhost, if there is none."),
                "vhost", vhost,
                "on",
                    merged(
                        described("`edge` for one behind the reverse proxy, or a host's name."),
                        fields("type", WORD)),
                "port", port,
                "protocol", oneOf("`tcp` if there is none.", ProtocolReader.PROTOCOLS),
                "tiers", list("Who may use it.", oneOf("A tier.", TierReader.names())),
                "public",
                    merged(
                        described("Whether whoever comes from outside the mesh is let in."),
                        enumeration(ServiceReader.YES_OR_NO, List.of(true, false))),
                "backend", backend,
                "note", note("For you.")));
    service.put("anyOf", List.of(required("vhost"), required("name")));
    append(service, "allOf", List.of(somebody(), edgeOnly(), tcpOnly()));
    return service;
  }

  /** Whoever is not public has tiers. */
  private static Map<String, Object> somebody() {
    var open =
        merged(required("public"), fields("properties", fields("public", fields("enum", YES))));
    return fields(
        "if", fields("not", open),
        "then",
            merged(
                required("tiers"),
                fields("properties", fields("tiers", fields("type", "array", "minItems", 1)))));
  }

  private static Map<String, Object> edgeOnly() {
    return fields(
        "if",
            merged(
                required("on"),
                fields("properties", fields("on", fields("not", fields("const", "edge"))))),
        "then",
            fields(
                "properties",
                fields(
                    "public", fields("enum", NO, "errorMessage", "public" + ServiceRules.EDGE_ONLY),
                    "backend",
                        fields("enum", NONE, "errorMessage", "backend" + ServiceRules.EDGE_ONLY))),
        "else",
            fields(
                "dependencies",
                fields("backend", List.of("vhost")),
                "anyOf",
                List.of(
                    required("vhost"),
                    fields("properties", fields("public", fields("enum", NO))))));
  }

  private static Map<String, Object> tcpOnly() {
    return fields(
        "if",
            merged(
                required("protocol"),
                fields("properties", fields("protocol", fields("const", "udp")))),
        "then",
            fields(
                "properties",
                fields(
                    "public", fields("enum", NO, "errorMessage", "public" + ServiceRules.TCP_ONLY),
                    "backend",
                        fields("enum", NONE, "errorMessage", "backend" + ServiceRules.TCP_ONLY))));
  }

  private static Map<String, Object> zone() {
    var item =
        merged(
            fields("type", "string"), pattern(Addresses.RANGE_PATTERN, Addresses.RANGE_SENTENCE));
    return object(
        "A network, and what it may use of what is on the edge without a mesh key.",
        List.of("addresses"),
        fields(
            "addresses",
                merged(
                    described("`192.168.1.0/24`"),
                    fields("type", "array", "minItems", 1, "items", item)),
            "may-use", list("Names of services.", fields("type", WORD)),
            "note", note("For you.")));
  }

  private static Map<String, Object> expectation() {
    return merged(
        described("`guest cannot reach sys.veilor`, `infra reaches nullstone:22`"),
        fields("type", "string"),
        pattern("^\\s*" + ExpectationReader.FORM + "\\s*$", ExpectationReader.SENTENCE));
  }
}
