package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.support.RealCommand;

class WorkflowLintIT {
  /** The label is the runner's own. */
  @Test
  void actionlintFindsNothing() throws IOException {
    var lint = RealCommand.of("actionlint", "that the workflow of docs/gitops.md is a sound one");

    assertThat(
            lint.run(
                "-no-color",
                "-ignore",
                "label \"mesh\" is unknown",
                PolicyWorkflow.FILE.toString()))
        .isEmpty();
  }
}
