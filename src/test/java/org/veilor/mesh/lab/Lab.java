package org.veilor.mesh.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * The drawing board of one test class. Headscale and PostgreSQL are shared by the whole run;
 * machines, edge, server, policy and DNS names are this class's own and end with it.
 *
 * <pre>{@code
 * @ExtendWith(LabExtension.class)
 * class GuestIT {
 *   @Test
 *   void aGuestJoins(Lab lab) {
 *     lab.machine("guest").joins(lab.mintsWithHeadscale("tag:guest"));
 *   }
 * }
 * }</pre>
 */
public final class Lab implements AutoCloseable {
  private final LabSite site;
  private final boolean alone;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private Edge edge;
  private LabServer server;

  private Lab(LabSite site, boolean alone) {
    this.site = site;
    this.alone = alone;
  }

  static Lab on(LabSite site) {
    return new Lab(site, false);
  }

  /** A lab of one's own, beside any other; the caller closes it. */
  public static Lab alone() {
    return new Lab(LabSite.start(), true);
  }

  public LabHeadscale headscale() {
    return site.headscale();
  }

  /** The machine of that name (letters, digits, hyphen); a new one is started, not yet joined. */
  public synchronized Machine machine(String name) {
    return machines.computeIfAbsent(name, n -> new Machine(n, site));
  }

  /** A machine with {@code tag:edge} on which a real Traefik serves. */
  public synchronized Edge edge() {
    if (edge == null) {
      Machine host = machine("edge");
      edge = Edge.start(host.joins(mintsWithHeadscale("tag:edge")), site);
    }
    return edge;
  }

  /** Our packaged server as a process of its own, on a database of its own. */
  public synchronized LabServer server() {
    if (server == null) {
      server = LabServer.start(site, Map.of());
    }
    return server;
  }

  /** The same with this configuration on top, from its first start on or started anew. */
  public synchronized LabServer server(Map<String, String> extraConfig) {
    if (server == null) {
      server = LabServer.start(site, extraConfig);
    } else {
      server.restart(extraConfig);
    }
    return server;
  }

  /**
   * For a test that watches packets, policy or names: skips it, naming what it would have shown,
   * where the machines are userspace clients without a wire.
   */
  public void needsWires(String toShow) {
    if (site.slot().wiring() == Wiring.USERSPACE) {
      throw NotShown.skip("tailscaled", toShow, Wiring.kernelLacks().orElse("there are no wires"));
    }
  }

  /** A key for ten minutes straight from Headscale, for what is not about our own keys. */
  public String mintsWithHeadscale(String... tags) {
    return headscale().mints(Duration.ofMinutes(10), tags);
  }

  int slotNumber() {
    return site.slot().number();
  }

  /** Everything that this lab writes is in here. */
  Path folder() {
    return site.slot().folder();
  }

  LabSite site() {
    return site;
  }

  @Override
  public void close() {
    List<AutoCloseable> ends = new ArrayList<>();
    if (server != null) {
      ends.add(server);
    }
    ends.add(this::endMachines);
    ends.add(() -> site.headscale().policy(LabPolicy.DEFAULT_DENY));
    ends.add(() -> site.headscale().forgetRecords());
    if (alone) {
      ends.add(site);
    }
    List<Throwable> failures = new ArrayList<>();
    for (AutoCloseable end : ends) {
      try {
        end.close();
      } catch (Exception | LabFailure e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw new LabFailure("The lab could not be cleared: " + failures, failures.getFirst());
    }
  }

  /** All at once: Headscale takes half a second to delete a node. */
  private void endMachines() {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              machines.values().stream()
                  .map(machine -> CompletableFuture.runAsync(machine::close, executor))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }
}
