package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.reach.Answer.Allowed;
import org.veilor.mesh.reach.Answer.Refused;

/**
 * Who reaches whom under a policy, among these machines: what the packet filter lets through that
 * Headscale 0.29 gives to the machine which has, or routes to, the destination. Unchangeable, safe
 * for any number of threads; an answer takes the same few steps for ten rules and for ten thousand.
 */
public final class Reach {
  private static final Allowed ALLOW_ALL = new Allowed("allow-all", true);

  private final boolean allowAll;
  private final AddressClasses sources;
  private final AddressClasses destinations;

  /** By class of the source: the ways that are open to it. */
  private final long[][] waysOf;

  /** By class of the destination. */
  private final Door[] doors;

  /** The same with what concerns TCP only, which is most of what is asked; and UDP. */
  private final Door[] tcp;

  private final Door[] udp;
  private final Openings openings;
  private final AddressTable owners;

  private Reach(Rules rules, Topology topology) {
    allowAll = rules.allowAll;
    var ways = Way.of(rules, topology);
    var sourceSets = new Sets();
    var destinationSets = new Sets();
    for (var way : ways) {
      way.sources().forEach(set -> sourceSets.add(set, way.order()));
      way.destinations().forEach(set -> destinationSets.add(set, way.order()));
    }
    sources = AddressClasses.of(sourceSets.sets());
    destinations = AddressClasses.of(destinationSets.sets());
    waysOf = new long[sources.count()][];
    for (int i = 0; i < waysOf.length; i++) {
      var bits = sourceSets.ways(sources.members(i)).toLongArray();
      waysOf[i] = java.util.Arrays.copyOf(bits, (ways.size() >> 6) + 1);
    }
    openings = new Openings(ways);
    doors = doors(destinationSets, OptionalInt.empty());
    tcp = doors(destinationSets, OptionalInt.of(Protocol.TCP));
    udp = doors(destinationSets, OptionalInt.of(Protocol.UDP));
    owners = owners(topology);
  }

  private Door[] doors(Sets sets, OptionalInt protocol) {
    return IntStream.range(0, destinations.count())
        .mapToObj(destinations::members)
        .map(members -> Door.of(openings.of(sets.ways(members), protocol)))
        .toArray(Door[]::new);
  }

  public static Reach of(Rules rules, Topology topology) {
    return new Reach(rules, topology);
  }

  /**
   * @param protocol its IANA number, or {@link Protocol#ANY}
   * @param port 0 to 65535; of no matter for a protocol without ports
   */
  public Answer ask(Address source, Address destination, int protocol, int port) {
    if (allowAll) {
      return ALLOW_ALL;
    }
    long[] open = waysOf[sources.of(source)];
    var doorsOf = protocol == Protocol.TCP ? tcp : protocol == Protocol.UDP ? udp : doors;
    var door = doorsOf[destinations.of(destination)];
    // Clients let a ping through to an address of which any port is open, whatever the protocol.
    boolean ping = Protocol.isIcmp(protocol);
    for (int opening : ping ? door.all() : door.at(port)) {
      int way = openings.way(opening);
      if ((open[way >> 6] >>> way & 1) != 0
          && (ping || openings.lets(opening, protocol, port))
          && (!openings.self(opening) || sameOwner(source, destination))) {
        return openings.answer(opening);
      }
    }
    return Refused.NO_RULE;
  }

  /** The same for text. Fails with {@link IllegalArgumentException} on what is no address. */
  public Answer ask(String source, String destination, int protocol, int port) {
    return ask(address(source), address(destination), protocol, port);
  }

  /**
   * All that is open from one address to another, in the order in which it decides.
   *
   * @return empty under a policy without rules, where everything is
   */
  public List<Open> open(Address source, Address destination) {
    var found = new ArrayList<Open>();
    if (allowAll) {
      return found;
    }
    long[] open = waysOf[sources.of(source)];
    for (int opening : doors[destinations.of(destination)].all()) {
      int way = openings.way(opening);
      if ((open[way >> 6] >>> way & 1) != 0
          && (!openings.self(opening) || sameOwner(source, destination))) {
        found.add(openings.open(opening));
      }
    }
    return found;
  }

  /**
   * Sources of one number reach the same by every rule, but for {@code autogroup:self}, which looks
   * at whose machine it is.
   */
  public int kind(Address source) {
    return sources.of(source);
  }

  /**
   * What one entry opens.
   *
   * @param protocol its IANA number, or {@link Protocol#ANY}
   */
  public record Open(String rule, int protocol, int firstPort, int lastPort) {
    public boolean hasPort(int port) {
      return firstPort <= port && port <= lastPort;
    }
  }

  private static Address address(String text) {
    return Address.of(text)
        .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no address."));
  }

  private boolean sameOwner(Address source, Address destination) {
    int owner = owners.get(source);
    return owner >= 0 && owner == owners.get(destination);
  }

  private static AddressTable owners(Topology topology) {
    var users = topology.machines().stream().filter(it -> it.user().isPresent()).toList();
    int addresses = users.stream().mapToInt(it -> it.addresses().size()).sum();
    var numbers = new LinkedHashMap<String, Integer>();
    var table = new AddressTable(addresses, addresses);
    for (var machine : users) {
      int number = numbers.computeIfAbsent(machine.user().orElseThrow(), _ -> numbers.size());
      machine.ranges().forEach(range -> table.put(range.first(), number));
    }
    return table;
  }

  /** Sets of addresses, each object once, with the ways that use each. */
  private static final class Sets {
    private final Map<AddressSet, BitSet> ways = new IdentityHashMap<>();
    private final List<AddressSet> sets = new ArrayList<>();

    void add(AddressSet set, int way) {
      ways.computeIfAbsent(
              set,
              it -> {
                sets.add(it);
                return new BitSet();
              })
          .set(way);
    }

    List<AddressSet> sets() {
      return sets;
    }

    BitSet ways(BitSet numbers) {
      var all = new BitSet();
      numbers.stream().mapToObj(sets::get).map(ways::get).forEach(all::or);
      return all;
    }
  }
}
