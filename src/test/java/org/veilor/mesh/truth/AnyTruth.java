package org.veilor.mesh.truth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Expectation.What;
import org.veilor.mesh.truth.Expectation.Who;
import org.veilor.mesh.truth.Service.Backend;
import org.veilor.mesh.truth.Service.On;
import org.veilor.mesh.truth.Service.Protocol;

/** Every truth that a file may hold. Their places are 1:1 throughout: they were never in a file. */
public final class AnyTruth {
  static final Place NOWHERE = new Place(1, 1);

  private final Map<Tier, TierRule> tiers;
  private final List<Host> hosts = new ArrayList<>();
  private final List<Service> services = new ArrayList<>();
  private final List<Zone> zones = new ArrayList<>();
  private final Set<String> takenNames = new HashSet<>();
  private final Set<String> takenDoors = new HashSet<>();

  private AnyTruth(Map<Tier, TierRule> tiers) {
    this.tiers = tiers;
  }

  public static Arbitrary<Truth> truths() {
    return Combinators.combine(
            Drafts.tiers(), Drafts.hosts(), Drafts.services(), Drafts.zones(), Drafts.expects())
        .as((tiers, hosts, services, zones, expects) -> {
          var any = new AnyTruth(tiers);
          hosts.forEach(any::host);
          services.forEach(any::service);
          zones.forEach(any::zone);
          return new Truth(
              any.tiers,
              TruthWriter.byName(any.hosts),
              any.services,
              any.zones,
              expects.stream().map(any::expectation).toList());
        });
  }

  /** The truth as a file. What is read from it is the truth again, but for the places. */
  public static String yaml(Truth truth) {
    return TruthWriter.write(truth);
  }

  /** The same truth, read from nowhere: to compare two whose lines differ. */
  public static Truth placeless(Truth truth) {
    return TruthWriter.placeless(truth);
  }

  private void host(Drafts.HostDraft draft) {
    int number = hosts.size() + 1;
    var tag = draft.tag();
    var v4 = (tag.isPresent() ? "100.64.0." : "192.168.7.") + number;
    var v6 = (tag.isPresent() ? "fd7a:115c:a1e0::" : "fd00:7::") + Integer.toHexString(number);
    var addresses =
        Stream.concat(
                draft.v4() || tag.isEmpty() ? Stream.of(v4) : Stream.empty(),
                draft.v6() ? Stream.of(v6) : Stream.empty())
            .toList();
    if (takenNames.add(draft.name())) {
      hosts.add(new Host(draft.name(), tag, addresses, draft.note(), NOWHERE));
    }
  }

  private void service(Drafts.ServiceDraft draft) {
    var on = on(draft.place());
    var vhost = draft.named() && draft.protocol() == Protocol.UDP ? null : draft.vhost();
    var name = draft.named() || vhost == null ? draft.name() : vhost;
    // Behind one door of the edge, vhosts tell services apart; nothing else does.
    boolean edge = on instanceof On.Edge;
    boolean sharing = edge && vhost != null && draft.protocol() == Protocol.TCP;
    var door = on + " " + draft.port() + " " + draft.protocol();
    boolean free = !takenDoors.contains(sharing ? door + " whole" : door);
    if (!free
        || services.stream().anyMatch(other -> other.name().equals(name))
        || vhost != null && services.stream().anyMatch(o -> o.vhost().equals(Optional.of(vhost)))) {
      return;
    }
    takenDoors.add(door);
    if (!sharing) {
      takenDoors.add(door + " whole");
    }
    var backend =
        sharing
            ? draft
                .backend()
                .map(wish -> new Backend(wish.scheme(), backendHost(wish.place()), wish.port()))
            : Optional.<Backend>empty();
    boolean ofAnAdmin =
        on instanceof On.Machine(var host) && isAdmin(host)
            || backend.filter(to -> isAdmin(to.host())).isPresent();
    boolean isPublic = draft.isPublic() && sharing && !ofAnAdmin;
    var tiers = new HashSet<>(draft.tiers());
    if (ofAnAdmin) {
      tiers.retainAll(Set.of(Tier.ADMIN));
    }
    if (tiers.isEmpty() && !isPublic) {
      tiers.add(Tier.ADMIN);
    }
    services.add(
        new Service(
            name,
            Optional.ofNullable(vhost),
            on,
            draft.port(),
            draft.protocol(),
            tiers,
            isPublic,
            backend,
            draft.note(),
            NOWHERE));
  }

  private On on(int place) {
    var reachable = hosts.stream().filter(host -> !host.addresses().isEmpty()).toList();
    int index = place % (reachable.size() + 3);
    return index < reachable.size() ? new On.Machine(reachable.get(index).name()) : new On.Edge();
  }

  private String backendHost(int place) {
    return switch (on(place)) {
      case On.Machine(var host) -> host;
      case On.Edge() ->
          place % 2 == 0 ? "10.9.8." + (1 + place % 200) : "fd00:9::" + (1 + place % 9);
    };
  }

  private boolean isAdmin(String host) {
    return hosts.stream()
        .anyMatch(h -> h.name().equals(host) && h.tag().filter(Tag.ADMIN::equals).isPresent());
  }

  private void zone(Drafts.ZoneDraft draft) {
    int number = zones.size() + 1;
    var pool =
        List.of(
            "10." + number + ".0.0/16",
            "fd01:" + number + "::/32",
            "203.0.113." + number + "/32",
            "2001:db8::" + number + "/128",
            "192.168." + (128 + number) + ".0/25");
    var addresses = draft.addresses().stream().map(pool::get).toList();
    var edge = services.stream().filter(Service::isBehindGate).map(Service::name).toList();
    var uses =
        IntStream.range(0, edge.size())
            .filter(i -> (draft.uses() >> (i % 30) & 1) == 1)
            .mapToObj(edge::get)
            .toList();
    if (takenNames.add(draft.name())) {
      zones.add(new Zone(draft.name(), addresses, uses, draft.note(), NOWHERE));
    }
  }

  private Expectation expectation(Drafts.ExpectDraft draft) {
    var who = pick(draft.who(), whos());
    var what = pick(draft.what(), whats());
    var text = TruthWriter.text(what);
    var host = text.contains(":") ? "[" + text + "]" : text;
    var written =
        TruthWriter.text(who)
            + (draft.reaches() ? " reaches " : " cannot reach ")
            + host
            + draft.port().map(port -> ":" + port).orElse("")
            + draft.protocol().map(protocol -> "/" + TruthWriter.word(protocol)).orElse("");
    var port = draft.port().map(OptionalInt::of).orElseGet(OptionalInt::empty);
    return new Expectation(written, who, draft.reaches(), what, port, draft.protocol(), NOWHERE);
  }

  private List<Who> whos() {
    List<Who> all = new ArrayList<>();
    Stream.of(Tier.values()).map(Who.OfTier::new).forEach(all::add);
    hosts.forEach(host -> all.add(new Who.OfHost(host.name())));
    zones.forEach(zone -> all.add(new Who.OfZone(zone.name())));
    return all;
  }

  private List<What> whats() {
    List<What> all = new ArrayList<>(List.of(new What.Edge(), new What.Vhost("of.nobody")));
    Stream.of(Tier.values()).map(What.OfTier::new).forEach(all::add);
    hosts.forEach(host -> all.add(new What.OfHost(host.name())));
    services.forEach(service -> service.vhost().map(What.Vhost::new).ifPresent(all::add));
    all.add(new What.OfAddress("192.168.7.1"));
    all.add(new What.OfAddress("fd7a:115c:a1e0::1"));
    return all;
  }

  private static <T> T pick(int number, List<T> from) {
    return from.get(number % from.size());
  }
}
