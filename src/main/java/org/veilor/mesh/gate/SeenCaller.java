package org.veilor.mesh.gate;

/** The self-test's answer: what the gate sees of whoever asks, and what it means. */
final class SeenCaller {
  /** Longer than any address, short enough to be shown. */
  private static final int SHOWN = 64;

  private SeenCaller() {}

  static String words(String source, Caller caller) {
    return "The gate sees you as %s.\n%s\n"
        .formatted(
            HeaderText.of(source.substring(0, Math.min(SHOWN, source.length()))), meaning(caller));
  }

  private static String meaning(Caller caller) {
    return switch (caller.refusal()) {
      case ALLOWED ->
          switch (caller.kind()) {
            case ADMIN, INFRA, GUEST ->
                "That is the machine %s, tier %s: your address survived the way to the proxy."
                    .formatted(caller.node(), caller.kind().label());
            case ZONE -> "That is in %s, outside the mesh.".formatted(caller.named());
            case PUBLIC, NONE ->
                "That is an address of the Internet. From a machine of the mesh it should be the mesh's: ask by a name that leads to the proxy's mesh address.";
          };
      case SOURCE_NATTED ->
          "That is the address of a bridge, a pod or the proxy: yours was lost on the way to the proxy. See docs/gate.md, \"The address got lost\".";
      default -> caller.refusal().sentence();
    };
  }
}
