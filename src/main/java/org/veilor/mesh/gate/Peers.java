package org.veilor.mesh.gate;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/**
 * The open connections of one event loop, and whether a proxy is at their other end. A connection
 * that does not bring a whole request for long is closed: a proxy keeps an idle one for 90 seconds
 * (Traefik), so ours is longer.
 */
final class Peers {
  private static final Logger LOG = Logger.getLogger("org.veilor.mesh.gate");
  private static final long FOREIGN_STAYS = 5_000;
  private static final long LOOK_EVERY = 10_000;
  private static final int IDLE_LOOKS = 12;
  private static final int MOST = 20_000;
  private static final int MOST_FOREIGN = 200;
  private static final int TOLD = 100;

  private final Vertx vertx;
  private final List<AddressRange> proxies;
  private final Map<HttpConnection, Peer> open = new IdentityHashMap<>();
  private final Set<String> told = new HashSet<>();
  private int foreign;

  /** One connection. */
  static final class Peer {
    private final boolean isProxy;
    private int looks;

    Peer(boolean isProxy) {
      this.isProxy = isProxy;
    }
  }

  Peers(Vertx vertx, List<AddressRange> proxies) {
    this.vertx = vertx;
    this.proxies = proxies;
    vertx.setPeriodic(LOOK_EVERY, _ -> closeIdle());
  }

  void opened(HttpConnection connection) {
    var host = connection.remoteAddress().hostAddress();
    var isProxy = isProxy(host == null ? "" : host);
    if (open.size() >= MOST || (!isProxy && foreign >= MOST_FOREIGN)) {
      // Whoever is no proxy must not take the room of those that are.
      connection.close();
      return;
    }
    open.put(connection, new Peer(isProxy));
    foreign += isProxy ? 0 : 1;
    connection.closeHandler(_ -> closed(connection));
    if (!isProxy) {
      tell(host);
      vertx.setTimer(FOREIGN_STAYS, _ -> connection.close());
    }
  }

  private void closed(HttpConnection connection) {
    var peer = open.remove(connection);
    foreign -= peer != null && !peer.isProxy ? 1 : 0;
  }

  /** Whether who sent this request is a proxy; it has been busy then. */
  boolean isProxy(HttpConnection connection) {
    var peer = open.get(connection);
    if (peer == null) {
      return false;
    }
    peer.looks = 0;
    return peer.isProxy;
  }

  private boolean isProxy(String host) {
    var address = Address.of(host).map(AddressBook::unmapped);
    return address.isPresent() && proxies.stream().anyMatch(range -> range.contains(address.get()));
  }

  private void tell(String host) {
    if (told.size() < TOLD && told.add(host)) {
      LOG.warnf(
          "gate: %s asked and is no proxy in mesh.gate.proxies: refused. If it is your proxy, add it there.",
          host);
    }
  }

  private void closeIdle() {
    for (var entry : List.copyOf(open.entrySet())) {
      if (++entry.getValue().looks > IDLE_LOOKS) {
        entry.getKey().close();
      }
    }
  }
}
