package org.veilor.mesh.reach;

import java.io.Reader;
import java.util.List;
import java.util.Optional;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.reach.HuJson.NotJson;

/**
 * One question: does this packet get through?
 *
 * @param protocol as {@link Reach#ask} takes it
 */
public record Query(Address source, Address destination, int protocol, int port) {
  /** {@code tcp}; the number for a protocol without a name; {@code any}. */
  public String protocolName() {
    return Protocol.name(protocol);
  }

  /** What came of reading a list of questions. */
  public sealed interface Reading {
    record Good(List<Query> queries) implements Reading {
      public Good {
        queries = List.copyOf(queries);
      }
    }

    /** The fault's path is as {@code [3].dst}. */
    record Bad(RulesFault fault) implements Reading {}
  }

  /**
   * Reads {@code [{"src":"100.64.0.1","dst":"100.64.0.2:443","proto":"tcp"}]}. An IPv6 destination
   * may have brackets. Without {@code proto} the question is about TCP, UDP or ICMP, any of them; a
   * protocol without ports needs none.
   */
  public static Reading read(Reader json) {
    try {
      return HuJson.each(json, "", (query, number) -> query(query, "[" + number + "]"))
          .<Reading>map(Reading.Good::new)
          .orElseGet(() ->
              new Reading.Bad(
                  new RulesFault(1, 1, "", "questions are a list, as [{...}, {...}].")));
    } catch (NotJson e) {
      return new Reading.Bad(e.fault());
    }
  }

  private static Query query(Json json, String path) throws NotJson {
    if (!(json instanceof Json.Obj object)) {
      throw refused(json, path, "a question is an object, not " + json.kind() + ".");
    }
    String source = "";
    String destination = "";
    String protocol = "";
    for (var member : object.members()) {
      var text =
          switch (member.value()) {
            case Json.Str word -> word.value();
            case Json.Num number -> number.digits();
            case Json.Nothing _ -> "";
            case Json other -> throw refused(other, path + "." + member.name(), "write a string.");
          };
      switch (member.name()) {
        case "src" -> source = text;
        case "dst" -> destination = text;
        case "proto" -> protocol = text;
        default ->
            throw refused(
                member.value(), path + "." + member.name(), "a question has src, dst and proto.");
      }
    }
    int number =
        Protocol.of(protocol)
            .orElseThrow(() ->
                refused(json, path + ".proto", "write a name as tcp, or a number from 1 to 255."));
    var from =
        Address.of(source)
            .orElseThrow(() -> refused(json, path + ".src", "write one address, as 100.64.0.1."));
    return destination(destination, from, number)
        .orElseThrow(
            () -> refused(json, path + ".dst", "write one address and a port, as 100.64.0.2:443."));
  }

  private static Optional<Query> destination(String text, Address from, int protocol) {
    var whole = Protocol.hasPorts(protocol) ? Optional.<Address>empty() : Address.of(text);
    if (whole.isPresent()) {
      return whole.map(to -> new Query(from, to, protocol, 0));
    }
    try {
      var parts = HostAndPort.split(text);
      return Address.of(parts.host())
          .flatMap(to ->
              GoNumber.parse(parts.port())
                  .filter(port -> port >= 0 && port <= 65535)
                  .map(port -> new Query(from, to, protocol, port.intValue())));
    } catch (HostAndPort.NoPort _) {
      return Optional.empty();
    }
  }

  private static NotJson refused(Json at, String path, String sentence) {
    return new NotJson(new RulesFault(at.line(), at.column(), path, sentence));
  }
}
