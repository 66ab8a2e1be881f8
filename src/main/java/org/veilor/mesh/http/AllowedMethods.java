package org.veilor.mesh.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which methods an address takes, read from the resources: the REST layer names those of the whole
 * class for OPTIONS, and none at all with its 405.
 */
@Singleton
class AllowedMethods {
  private record Endpoint(Pattern path, String method) {}

  private final List<Endpoint> endpoints;

  AllowedMethods(BeanManager beans) {
    endpoints =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .<Class<?>>map(bean -> bean.getBeanClass())
            .filter(type -> type.isAnnotationPresent(Path.class) && !type.isInterface())
            .distinct()
            .flatMap(AllowedMethods::endpoints)
            .toList();
  }

  /**
   * In alphabetical order, as the {@code Allow} header lists them; empty if nothing is there.
   *
   * @param path as the caller sent it
   */
  String at(String path) {
    TreeSet<String> methods = new TreeSet<>();
    endpoints.stream()
        .filter(endpoint -> endpoint.path().matcher(path).matches())
        .forEach(endpoint -> methods.add(endpoint.method()));
    if (!methods.isEmpty()) {
      methods.add(HttpMethod.OPTIONS);
    }
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    return String.join(", ", methods);
  }

  private static Stream<Endpoint> endpoints(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredMethods())
        .flatMap(method ->
            httpMethod(method)
                .map(name -> new Endpoint(pattern(template(resource, method)), name))
                .stream());
  }

  private static Optional<String> httpMethod(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(found -> found != null)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static String template(Class<?> resource, Method method) {
    Path of = method.getAnnotation(Path.class);
    return "/" + resource.getAnnotation(Path.class).value() + "/" + (of == null ? "" : of.value());
  }

  /** A parameter stands for one segment, whatever is in it. */
  private static Pattern pattern(String template) {
    StringBuilder pattern = new StringBuilder();
    for (String segment : template.split("/")) {
      if (!segment.isEmpty()) {
        pattern.append('/').append(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment));
      }
    }
    return Pattern.compile(pattern + "/?");
  }
}
