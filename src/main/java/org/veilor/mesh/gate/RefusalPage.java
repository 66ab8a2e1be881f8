package org.veilor.mesh.gate;

import java.util.Optional;

/**
 * What a person reads who is refused, as small as can be: the proxy passes it on under the name of
 * the very service that was asked for. Made once; nothing of a request stands in it.
 */
final class RefusalPage {
  private RefusalPage() {}

  /** For a browser. */
  static String html(Reason reason, Optional<String> contact) {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>%s</title>
    <h1>%s</h1>
    <p>%s</p>
    <p>%s Tell them this word: <code>%s</code></p>
    </html>
    """
        .formatted(
            title(reason),
            title(reason),
            sentence(reason),
            contact.map(it -> "Ask " + escaped(it) + ".").orElse("Ask whoever gave you your key."),
            reason.slug());
  }

  /** For a program. */
  static String plain(Reason reason) {
    return "refused: " + reason.slug() + "\n";
  }

  private static String title(Reason reason) {
    return reason.status() == 503 ? "Not just now" : "Not open to you";
  }

  private static String sentence(Reason reason) {
    return switch (reason) {
      case NOT_READY, STALE, FAULT ->
          "The mesh cannot tell just now who may see this page. Try again in a minute.";
      case UNKNOWN_VHOST, NOT_A_VHOST, NO_VHOST, SEVERAL_VHOSTS ->
          "There is no page here that was opened to you. Look at the address once more.";
      case NOT_ALLOWED -> "This page was not opened to the machine that you ask from.";
      case UNKNOWN_NODE, EXPIRED_NODE, AMBIGUOUS_NODE, NO_TAG, UNKNOWN_TAG ->
          "Your machine is not, or no longer, a member of the mesh. Sign up for a new key.";
      default -> "The proxy before this page could not tell who you are. That is not your fault.";
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
