package org.veilor.mesh.bench;

import java.util.Random;
import org.veilor.mesh.address.Address;

/** The same question in the words of each evaluator. All are about TCP. */
record Question(
    String sourceText,
    String destinationText,
    Address source,
    Address destination,
    int port,
    String tier,
    String service) {
  /** A power of two. */
  static final int COUNT = 4096;

  /**
   * In an order without a pattern, always the same. Of ten, nine are guests'; half of those are
   * about a port that is closed to them. One in four is over IPv6.
   */
  static Question[] about(World world) {
    var random = new Random(14);
    var questions = new Question[COUNT];
    for (int i = 0; i < COUNT; i++) {
      int service = random.nextInt(world.services());
      int asked = random.nextBoolean() ? service : service + closed(world);
      questions[i] =
          switch (random.nextInt(20)) {
            case 0 -> of(random.nextInt(World.ADMINS), "admin", asked, 0);
            case 1 -> of(World.server(random.nextInt(World.SERVERS)), "infra", asked, 0);
            default ->
                of(
                    World.guest(random.nextInt(World.GUESTS)),
                    "guest",
                    asked,
                    random.nextInt(4) / 3);
          };
    }
    return questions;
  }

  /** From an open service's number to one of a closed port on the same server. */
  private static int closed(World world) {
    return Math.ceilDiv(world.services(), World.SERVERS) * World.SERVERS;
  }

  private static Question of(int machine, String tier, int service, int family) {
    var from = World.addresses(machine).get(family);
    var to = World.addresses(World.serverOf(service)).get(family);
    return new Question(
        from,
        to,
        Address.of(from).orElseThrow(),
        Address.of(to).orElseThrow(),
        World.port(service),
        tier,
        World.name(service));
  }
}
