package org.veilor.mesh.lab;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class its {@link Lab}. The shared parts start with the first class that asks and end
 * with this JVM's share of the run; JUnit closes both, because a store closes what it holds.
 */
public final class LabExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace LAB = Namespace.create(LabExtension.class);

  /** The shared parts start here and not at the parameter: only here can a class be skipped. */
  @Override
  public void beforeAll(ExtensionContext context) {
    LabSite site =
        context
            .getStore(StoreScope.LAUNCHER_SESSION, LAB)
            .computeIfAbsent(LabSite.class, k -> LabSite.start(), LabSite.class);
    context.getStore(LAB).computeIfAbsent(Lab.class, k -> Lab.on(site), Lab.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Lab.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getStore(LAB).get(Lab.class, Lab.class);
  }
}
