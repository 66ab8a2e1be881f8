package org.veilor.mesh.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.veilor.mesh.lab.Machine;

/**
 * Everything that one could reach in the lab, as {@code edge tcp 443}. Behind each door something
 * really listens: one that does not open is shut by the policy.
 */
final class Doors {
  private final List<Machine> machines;
  private final List<Door> all = new ArrayList<>();

  private record Door(Machine of, String name, Predicate<Machine> opensTo) {}

  Doors(List<Machine> others, Machine edge) {
    machines = new ArrayList<>(others);
    machines.add(edge);
    for (var machine : machines) {
      for (int port : machine == edge ? new int[] {22, 80, 443, 8443} : new int[] {22, 443}) {
        add(machine, "tcp " + port, from -> from.reaches(machine, port));
      }
      add(machine, "udp 443", from -> from.hearsEcho(machine, 443));
      add(machine, "icmp", from -> from.pings(machine));
    }
  }

  private void add(Machine machine, String door, Predicate<Machine> opensTo) {
    all.add(new Door(machine, machine.name() + " " + door, opensTo));
  }

  Set<String> allBut(String name) {
    return all.stream()
        .filter(it -> !it.of().name().equals(name))
        .map(Door::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Tries them all at once, of every machine but its own. */
  Set<String> openTo(String name) {
    var from = machines.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries =
          all.stream()
              .filter(it -> it.of() != from)
              .map(it ->
                  CompletableFuture.supplyAsync(
                      () -> it.opensTo().test(from) ? it.name() : "", executor))
              .toList();
      return tries.stream()
          .map(CompletableFuture::join)
          .filter(it -> !it.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
