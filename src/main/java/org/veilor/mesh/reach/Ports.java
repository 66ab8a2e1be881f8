package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ports from the first to the last, both included. Read as Headscale does: {@code *}, {@code 443},
 * {@code 80,8000-8080}. A 0 alone is refused, as the first of a range it is not.
 */
public record Ports(int first, int last) {
  public static final Ports ALL = new Ports(0, 65535);

  static List<Ports> parse(String text) throws NotPorts {
    if (text.equals("*")) {
      return List.of(ALL);
    }
    var ports = new ArrayList<Ports>();
    for (var part : text.split(",", -1)) {
      ports.add(part.contains("-") ? range(part) : single(part));
    }
    return ports;
  }

  private static Ports range(String part) throws NotPorts {
    var ends = Arrays.stream(part.split("-", -1)).filter(end -> !end.isEmpty()).toList();
    if (ends.size() != 2) {
      throw new NotPorts("\"" + part + "\" is no range of ports: write it as 8000-8080.");
    }
    var ports = new Ports(number(ends.getFirst()), number(ends.getLast()));
    if (ports.first > ports.last) {
      throw new NotPorts("the range " + part + " ends before it begins: swap its ends.");
    }
    return ports;
  }

  private static Ports single(String part) throws NotPorts {
    int port = number(part);
    if (port == 0) {
      throw new NotPorts("0 is no port: write 1 to 65535, or * for all.");
    }
    return new Ports(port, port);
  }

  private static int number(String text) throws NotPorts {
    var number =
        GoNumber.parse(text)
            .orElseThrow(
                () -> new NotPorts("\"" + text + "\" is no port: write 1 to 65535, or * for all."));
    if (number < 0 || number > 65535) {
      throw new NotPorts(text + " is no port: they go from 1 to 65535.");
    }
    return number.intValue();
  }

  /** The message is a sentence. */
  static final class NotPorts extends Exception {
    private static final long serialVersionUID = 1L;

    NotPorts(String sentence) {
      super(sentence);
    }
  }
}
