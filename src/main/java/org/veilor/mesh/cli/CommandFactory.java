package org.veilor.mesh.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;

/**
 * Makes commands, each with the use cases that its constructor asks for. Without the application
 * there are none: a command that needs one is then made with null, only to show its help, for
 * {@link Mesh} starts the application for every command that needs it.
 */
record CommandFactory(Map<Class<?>, Object> useCases) implements CommandLine.IFactory {
  private static final String OURS = CommandFactory.class.getPackageName();

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (!type.getPackageName().equals(OURS)) {
      return CommandLine.defaultFactory().create(type);
    }
    @SuppressWarnings("unchecked")
    var constructor = (Constructor<K>) type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(
        Arrays.stream(constructor.getParameterTypes()).map(useCases::get).toArray());
  }
}
