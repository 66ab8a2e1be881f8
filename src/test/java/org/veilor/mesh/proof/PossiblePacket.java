package org.veilor.mesh.proof;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BitVecSort;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.reach.Rule;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.Truth;

/** Two machines, a protocol and a port, all of them unknown. */
final class PossiblePacket {
  private static final List<String> TAGS =
      List.of("tag:guest", "tag:infra", "tag:admin", "tag:edge");
  private static final List<AddressRange> MESH = ranges("100.64.0.0/10", "fd7a:115c:a1e0::/48");
  private static final List<AddressRange> NOT_INTERNET =
      ranges(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "::/3",
          "4000::/2",
          "8000::/1");

  private final Context z3;
  private final Machine from;
  private final Machine to;
  private final BitVecExpr protocol;
  private final BitVecExpr port;

  PossiblePacket(Context z3) {
    this.z3 = z3;
    from = new Machine("from", true);
    to = new Machine("to", false);
    protocol = z3.mkBVConst("protocol", 8);
    port = z3.mkBVConst("port", 16);
  }

  private static List<AddressRange> ranges(String... prefixes) {
    return java.util.Arrays.stream(prefixes).map(AddressRange::prefix).toList();
  }

  Machine from() {
    return from;
  }

  Machine to() {
    return to;
  }

  /** Both ends are machines, or addresses, as there can be with this truth. */
  BoolExpr isPossible(Truth truth) {
    var all = new ArrayList<BoolExpr>();
    all.add(from.isIn(MESH.getFirst()));
    all.add(from.isIn(MESH.getLast()));
    var named = new ArrayList<BoolExpr>();
    for (var host : truth.hosts().values()) {
      for (var address : host.addresses()) {
        var here = to.hasAddress(address);
        named.add(here);
        all.add(z3.mkImplies(here, to.isAs(host)));
      }
    }
    // One that joined has an address of the mesh, unless the truth says otherwise.
    all.add(
        z3.mkImplies(
            z3.mkOr(to.hasSomeTag(), to.isSomebodys()),
            z3.mkOr(
                to.isIn(MESH.getFirst()),
                to.isIn(MESH.getLast()),
                z3.mkOr(named.toArray(BoolExpr[]::new)))));
    all.add(z3.mkImplies(to.hasSomeTag(), z3.mkOr(to.isOnlyOneOf(TAGS))));
    all.add(z3.mkNot(z3.mkAnd(to.hasSomeTag(), to.isSomebodys())));
    all.add(z3.mkNot(z3.mkAnd(from.hasSomeTag(), from.isSomebodys())));
    return z3.mkAnd(all.toArray(BoolExpr[]::new));
  }

  BoolExpr isTo(Service service) {
    int number = service.protocol() == Service.Protocol.UDP ? 17 : 6;
    return z3.mkAnd(
        z3.mkEq(protocol, z3.mkBV(number, 8)), z3.mkEq(port, z3.mkBV(service.port(), 16)));
  }

  BoolExpr fits(Rule.Passage passage) {
    var ports =
        z3.mkAnd(
            z3.mkBVULE(z3.mkBV(passage.ports().first(), 16), port),
            z3.mkBVULE(port, z3.mkBV(passage.ports().last(), 16)));
    return passage.protocol() < 0
        ? ports
        : z3.mkAnd(ports, z3.mkEq(protocol, z3.mkBV(passage.protocol(), 8)));
  }

  /** One end. A source has an address of each family; of a destination the packet has one. */
  final class Machine {
    private final boolean both;
    private final Map<String, BoolExpr> tags = new HashMap<>();
    private final Map<String, Integer> users = new HashMap<>();
    private final BitVecExpr user;
    private final BoolExpr isV6;
    private final BitVecExpr v4;
    private final BitVecExpr v6;

    private Machine(String name, boolean both) {
      this.both = both;
      TAGS.forEach(it -> tags.put(it, z3.mkBoolConst(name + " " + it)));
      // 0 is nobody.
      user = z3.mkBVConst(name + " user", 8);
      isV6 = z3.mkBoolConst(name + " v6");
      v4 = z3.mkBVConst(name + " v4 address", 32);
      v6 = z3.mkBVConst(name + " v6 address", 128);
    }

    BoolExpr has(String tag) {
      return tags.get(tag);
    }

    BoolExpr hasSomeTag() {
      return z3.mkOr(tags.values().toArray(BoolExpr[]::new));
    }

    BoolExpr isOnly(String tag) {
      return z3.mkAnd(
          tags.entrySet().stream()
              .map(it -> it.getKey().equals(tag) ? it.getValue() : z3.mkNot(it.getValue()))
              .toArray(BoolExpr[]::new));
    }

    private BoolExpr[] isOnlyOneOf(List<String> them) {
      return them.stream().map(this::isOnly).toArray(BoolExpr[]::new);
    }

    BoolExpr isAs(Host host) {
      return z3.mkAnd(
          isOnly(host.tag().map(it -> "tag:" + it.name().toLowerCase(Locale.ROOT)).orElse("")),
          z3.mkNot(isSomebodys()));
    }

    BoolExpr isSomebodys() {
      return z3.mkNot(z3.mkEq(user, z3.mkBV(0, 8)));
    }

    BoolExpr isOf(String name) {
      int number = users.computeIfAbsent(name, _ -> users.size() + 1);
      return z3.mkEq(user, z3.mkBV(number, 8));
    }

    BoolExpr hasAddress(String text) {
      return isIn(AddressRange.parse(text).orElseThrow());
    }

    BoolExpr isIn(AddressRange range) {
      boolean six = range.first().v6();
      var address = six ? v6 : v4;
      var inside =
          z3.mkAnd(
              z3.mkBVULE(number(range.first().toString(), six), address),
              z3.mkBVULE(address, number(range.last().toString(), six)));
      return both ? inside : z3.mkAnd(inside, six ? isV6 : z3.mkNot(isV6));
    }

    BoolExpr isOutside() {
      return z3.mkNot(z3.mkOr(NOT_INTERNET.stream().map(this::isIn).toArray(BoolExpr[]::new)));
    }

    private Expr<BitVecSort> number(String address, boolean six) {
      try {
        var number = new BigInteger(1, InetAddress.getByName(address).getAddress());
        return z3.mkBV(number.toString(), six ? 128 : 32);
      } catch (UnknownHostException e) {
        throw new AssertionError(e);
      }
    }
  }
}
