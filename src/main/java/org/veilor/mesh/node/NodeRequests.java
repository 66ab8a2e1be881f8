package org.veilor.mesh.node;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.tier.Tier;

/** Reads what came over the wire, and says what is wrong with it and what to write instead. */
final class NodeRequests {
  private static final int LONGEST_PAGE = 1000;

  private NodeRequests() {}

  /** An id that is none names no machine: 404, and Headscale is not asked. */
  static String id(String text) {
    if (!text.matches("[0-9]{1,20}")) {
      throw Nodes.notFound();
    }
    return text;
  }

  static NodeFilter filter(@Nullable String name, @Nullable String tier, String limit) {
    return new NodeFilter(
        Optional.ofNullable(name).map(NodeRequests::name),
        Optional.ofNullable(tier).map(NodeRequests::tier),
        limit(limit));
  }

  private static String name(String text) {
    if (text.isBlank()) {
      throw Problem.invalid("name", "name is empty: write a machine's, or leave it out.");
    }
    return text.strip();
  }

  private static String tier(String text) {
    if (Tier.of(text).isEmpty() && !text.equals(NodeFilter.NO_TIER)) {
      throw Problem.invalid("tier", "tier must be guest, infra, admin or none.");
    }
    return text;
  }

  private static int limit(String text) {
    if (text.matches("[0-9]{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LONGEST_PAGE) {
        return limit;
      }
    }
    throw Problem.invalid("limit", "limit must be a whole number from 1 to 1000.");
  }
}
