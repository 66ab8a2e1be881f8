package org.veilor.mesh;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.security.Authenticated;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;

/**
 * Whoever answers HTTP says who may call: by JAX-RS, by a route of Vert.x or on a port of its own.
 */
final class AccessRule {
  private static final List<Class<? extends Annotation>> ACCESS =
      List.of(RolesAllowed.class, PermitAll.class, Authenticated.class, DenyAll.class);

  private static final List<Class<?>> WHERE_HANDLERS_ARE_SET =
      List.of(Router.class, HttpServer.class, Filters.class);

  /** They refuse a request or pass it on, and answer nobody: access is decided behind them. */
  private static final Set<String> GUARDS =
      Set.of(
          "org.veilor.mesh.http.BodyLimit",
          "org.veilor.mesh.http.AmbiguousHeaders",
          "org.veilor.mesh.http.ManagementGuard");

  private AccessRule() {}

  static ArchCondition<JavaMethod> sayWhoMayCall() {
    return new ArchCondition<>("say who may call it") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean http =
            method.getAnnotations().stream()
                .anyMatch(a -> a.getRawType().isAnnotatedWith(HttpMethod.class));
        boolean says =
            ACCESS.stream()
                .anyMatch(a -> method.isAnnotatedWith(a) || method.getOwner().isAnnotatedWith(a));
        if (http && !says) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is open"));
        }
      }
    };
  }

  /** A class inside another says it through that one: on itself CDI would not take it. */
  private static boolean says(JavaClass type, Class<? extends Annotation> access) {
    return type.isAnnotatedWith(access)
        || type.getEnclosingClass().filter(it -> says(it, access)).isPresent();
  }

  static ArchCondition<JavaClass> sayWhoMayCallItsHandlers() {
    return new ArchCondition<>("say who may call the HTTP handlers that it sets") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean sets =
            type.getMethodCallsFromSelf().stream()
                .anyMatch(call ->
                    WHERE_HANDLERS_ARE_SET.stream()
                        .anyMatch(it -> call.getTargetOwner().isAssignableTo(it)));
        if (sets
            && ACCESS.stream().noneMatch(it -> says(type, it))
            && !GUARDS.contains(type.getName())) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is open"));
        }
      }
    };
  }
}
