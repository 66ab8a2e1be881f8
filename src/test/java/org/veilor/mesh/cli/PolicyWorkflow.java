package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The workflow of docs/gitops.md, as YAML has it. */
record PolicyWorkflow(Map<?, ?> whole) {
  static final Path FILE = Path.of("docs/examples/gitops/.forgejo/workflows/policy.yml");

  /**
   * @param script empty for an action
   */
  record Step(String name, String script, Map<String, String> environment, Map<?, ?> all) {}

  static PolicyWorkflow read() throws IOException {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new PolicyWorkflow(new Yaml(new SafeConstructor(options)).load(Files.readString(FILE)));
  }

  static Map<?, ?> map(Map<?, ?> of, Object key) {
    assertThat(of.get(key)).as("%s", key).isInstanceOf(Map.class);
    return (Map<?, ?>) of.get(key);
  }

  /** YAML 1.1 reads the key "on" as true. */
  Map<?, ?> on() {
    return map(whole, true);
  }

  Map<?, ?> job(String name) {
    return map(map(whole, "jobs"), name);
  }

  List<Step> steps(String job) {
    var steps = new ArrayList<Step>();
    for (var each : (List<?>) job(job).get("steps")) {
      var step = (Map<?, ?>) each;
      var environment = new LinkedHashMap<String, String>();
      if (step.containsKey("env")) {
        map(step, "env").forEach((key, value) -> environment.put((String) key, value.toString()));
      }
      var script = step.containsKey("run") ? step.get("run").toString() : "";
      var name = step.containsKey("name") ? step.get("name").toString() : "";
      steps.add(new Step(name, script, environment, step));
    }
    return steps;
  }

  List<Step> steps() {
    var all = new ArrayList<>(steps("check"));
    all.addAll(steps("publish"));
    return all;
  }

  List<String> scripts() {
    return steps().stream().map(Step::script).filter(it -> !it.isEmpty()).toList();
  }
}
