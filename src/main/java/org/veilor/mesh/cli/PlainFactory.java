package org.veilor.mesh.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Makes commands without the application. A command that needs it is made with nulls, only to show
 * its help: {@link Mesh} starts the application for every command that needs it.
 */
final class PlainFactory implements CommandLine.IFactory {
  @Override
  public <K> K create(Class<K> type) throws Exception {
    try {
      return CommandLine.defaultFactory().create(type);
    } catch (NoSuchMethodException | CommandLine.InitializationException e) {
      return withoutUseCases(type);
    }
  }

  private static <K> K withoutUseCases(Class<K> type) throws ReflectiveOperationException {
    @SuppressWarnings("unchecked")
    var constructor = (Constructor<K>) type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    var nothing = new @Nullable Object[constructor.getParameterCount()];
    Arrays.fill(nothing, null);
    return constructor.newInstance(nothing);
  }
}
