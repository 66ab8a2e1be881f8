package org.veilor.mesh.problem;

import java.util.Locale;

/**
 * One kind of refusal that a caller can meet. Each feature keeps an enum of its own; a test sees to
 * it that no two have one slug.
 */
public interface ProblemType {
  /** The constant's own. Part of the contract by way of {@link #slug()}. */
  String name();

  /** The HTTP status that it is answered with. */
  int status();

  /** One line for people, the same for every problem of this type. */
  String title();

  /** The name in lower case with hyphens, such as {@code not-found}. */
  default String slug() {
    return slug(name());
  }

  /** What clients may branch on: {@code type} of RFC 9457 section 3.1.1. */
  default String urn() {
    return urn(name());
  }

  /** The same for a constant of that name. */
  static String urn(String name) {
    return "urn:veilor-mesh:problem:" + slug(name);
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
