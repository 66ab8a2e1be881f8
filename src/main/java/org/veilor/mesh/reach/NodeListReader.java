package org.veilor.mesh.reach;

import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.reach.HuJson.NotJson;

/** Reads nodes as Headscale's API lists them (0.28 and later). */
final class NodeListReader {
  /** {@code headscale nodes list -o json} spells these otherwise than the API does. */
  private static final Map<String, String> ON_THE_COMMAND_LINE =
      Map.of(
          "ipAddresses", "ip_addresses",
          "givenName", "given_name",
          "availableRoutes", "available_routes",
          "approvedRoutes", "approved_routes",
          "providerId", "provider_id");

  private static final String[] EXIT = {"0.0.0.0/0", "::/0"};

  /** What thousands of nodes have alike, once. */
  private final Map<Object, Object> alike = new HashMap<>();

  List<Machine> read(Reader json) throws NotJson {
    return HuJson.each(json, "nodes", (node, number) -> node(node, "nodes[" + number + "]"))
        .orElseThrow(() ->
            new NotJson(
                new RulesFault(
                    1,
                    1,
                    "nodes",
                    "give Headscale's answer to GET /api/v1/node: {\"nodes\":[...]}.")));
  }

  @SuppressWarnings("unchecked") // A value is stored under itself.
  private <T> T once(T value) {
    return (T) alike.computeIfAbsent(value, it -> it);
  }

  private Machine node(Json json, String path) throws NotJson {
    if (!(json instanceof Json.Obj node)) {
      throw refused(json, path, "a node is an object, not " + json.kind() + ".");
    }
    var addresses = strings(node, "ipAddresses", path);
    for (int i = 0; i < addresses.size(); i++) {
      if (Address.of(addresses.get(i)).isEmpty()) {
        throw refused(
            node, path + ".ipAddresses[" + i + "]", "\"" + addresses.get(i) + "\" is no address.");
      }
    }
    // What it announces counts once it is approved. (Its "subnetRoutes" are those that it is the
    // primary router of: fewer.)
    var routes = new ArrayList<>(strings(node, "availableRoutes", path));
    routes.retainAll(new HashSet<>(strings(node, "approvedRoutes", path)));
    boolean exit = routes.removeAll(List.of(EXIT));
    for (var route : routes) {
      if (AddressRange.parse(route).isEmpty()) {
        throw refused(node, path + ".approvedRoutes", "\"" + route + "\" is no prefix.");
      }
    }
    var given = text(node, "givenName");
    return new Machine(
        text(node, "id"),
        given.isEmpty() ? text(node, "name") : given,
        addresses,
        once(strings(node, "tags", path)),
        once(owner(member(node, "user"))),
        routes,
        exit);
  }

  private static Optional<Machine.Owner> owner(@Nullable Json user) {
    return user instanceof Json.Obj it
        ? Optional.of(
            new Machine.Owner(
                text(it, "id"), text(it, "name"), text(it, "email"), text(it, "providerId")))
        : Optional.empty();
  }

  private static @Nullable Json member(Json.Obj object, String name) {
    var other = ON_THE_COMMAND_LINE.getOrDefault(name, name);
    for (var member : object.members()) {
      if (member.name().equals(name) || member.name().equals(other)) {
        return member.value();
      }
    }
    return null;
  }

  private static String text(Json.Obj object, String name) {
    return switch (member(object, name)) {
      case Json.Str text -> text.value();
      case Json.Num number -> number.digits();
      case null, default -> "";
    };
  }

  private static List<String> strings(Json.Obj object, String name, String path) throws NotJson {
    var value = member(object, name);
    if (value == null || value instanceof Json.Nothing) {
      return List.of();
    }
    if (!(value instanceof Json.Arr list)) {
      throw refused(value, path + "." + name, "this must be a list, not " + value.kind() + ".");
    }
    var strings = new ArrayList<String>(list.items().size());
    for (var item : list.items()) {
      if (!(item instanceof Json.Str text)) {
        throw refused(item, path + "." + name, "this must hold strings, not " + item.kind() + ".");
      }
      strings.add(text.value());
    }
    return strings;
  }

  private static NotJson refused(Json at, String path, String sentence) {
    return new NotJson(new RulesFault(at.line(), at.column(), path, sentence));
  }
}
