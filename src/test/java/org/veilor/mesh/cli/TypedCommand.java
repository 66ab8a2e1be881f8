package org.veilor.mesh.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What a command line printed and how it ended, run in this process as it is in its own. */
record TypedCommand(int code, String out, String err) {
  static TypedCommand run(Map<Class<?>, Object> useCases, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var code =
        MeshCommand.line(new CommandFactory(useCases))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new TypedCommand(code, out.toString(), err.toString());
  }

  int widest() {
    return out.lines().mapToInt(Columns::of).max().orElse(0);
  }
}
