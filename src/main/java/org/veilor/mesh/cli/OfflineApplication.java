package org.veilor.mesh.cli;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** Runs a command inside the application: its beans and database, but no port and no schedule. */
@Unremovable
class OfflineApplication implements QuarkusApplication {
  private final Instance<Object> beans;

  OfflineApplication(Instance<Object> beans) {
    this.beans = beans;
  }

  /** Settings that must stand before the application starts. */
  static Map<String, String> settings(String command) {
    var settings = new HashMap<String, String>();
    settings.put("quarkus.http.host-enabled", "false");
    settings.put("quarkus.scheduler.enabled", "false");
    settings.put("quarkus.log.level", "WARN");
    settings.put("quarkus.banner.enabled", "false");
    settings.put("mesh.headscale.probe-at-start", "false");
    if (command.equals("config")) {
      settings.put("quarkus.flyway.migrate-at-start", "false");
    }
    return settings;
  }

  @Override
  public int run(String... args) {
    return MeshCommand.line(new BeanFactory(beans)).execute(args);
  }

  /** Makes commands with their use cases, as the container has them. */
  private record BeanFactory(Instance<Object> beans) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      var bean = beans.select(type);
      return bean.isResolvable() ? bean.get() : CommandLine.defaultFactory().create(type);
    }
  }
}
