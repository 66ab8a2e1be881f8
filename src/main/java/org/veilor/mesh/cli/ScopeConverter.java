package org.veilor.mesh.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.veilor.mesh.identity.Scope;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code keys:guest} and its like. */
final class ScopeConverter implements ITypeConverter<Scope> {
  /** What a shell may complete. */
  static final class Candidates extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Candidates() {
      super(texts());
    }
  }

  @Override
  public Scope convert(String text) {
    return Scope.of(text)
        .orElseThrow(() ->
            new TypeConversionException(
                "'%s' is no scope; there are %s".formatted(text, String.join(", ", texts()))));
  }

  private static List<String> texts() {
    return Arrays.stream(Scope.values()).map(Scope::text).toList();
  }
}
