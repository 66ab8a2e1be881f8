package org.veilor.mesh.lab;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What all tests of a run share: the slot, the wire, Headscale, and PostgreSQL once asked for. */
final class LabSite implements AutoCloseable {
  private final Slot slot;
  private final AtomicInteger folders = new AtomicInteger();
  private final AtomicInteger ports = new AtomicInteger();
  private final Thread atExit = new Thread(this::end, "lab-end");
  private Optional<LabNetwork> network = Optional.empty();
  private LabHeadscale headscale;
  private LabPostgres postgres;
  private boolean ended;

  private LabSite(Slot slot) {
    this.slot = slot;
  }

  static LabSite start() {
    String headscale = Parts.HEADSCALE.orNotShown("everything that the lab shows");
    LabSite site = new LabSite(Slot.take(Wiring.ofThisHost()));
    Runtime.getRuntime().addShutdownHook(site.atExit);
    try {
      if (site.slot.wiring() == Wiring.KERNEL) {
        site.network = Optional.of(LabNetwork.lay(site.slot));
      }
      site.headscale = LabHeadscale.start(site.slot, headscale);
      return site;
    } catch (Throwable e) {
      site.close();
      throw e;
    }
  }

  Slot slot() {
    return slot;
  }

  Optional<LabNetwork> network() {
    return network;
  }

  LabHeadscale headscale() {
    return headscale;
  }

  synchronized LabPostgres postgres() {
    if (postgres == null) {
      postgres = LabPostgres.start(slot);
    }
    return postgres;
  }

  Path folder(String name) {
    return slot.folder().resolve(name);
  }

  /** A folder of its own for a part of which there may be several. */
  Path folderFor(String name) {
    return folder(folders.incrementAndGet() + "-" + name);
  }

  /** The certificates of all edges, which machines trust and no others. */
  Path authorities() {
    return folder("authorities.pem");
  }

  /** That port, or one above it if another server of this lab was given it. */
  int nextPort(int lowest) {
    return lowest + ports.getAndIncrement();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    end();
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (postgres != null) {
      postgres.close();
    }
    if (headscale != null) {
      headscale.close();
    }
    slot.close();
  }
}
