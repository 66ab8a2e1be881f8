package org.veilor.mesh.tier;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a key makes of the machine that joins with it. The tag follows from it, and from it alone.
 */
public enum Tier {
  GUEST(Tag.GUEST),
  INFRA(Tag.INFRA),
  ADMIN(Tag.ADMIN);

  private final Tag tag;

  Tier(Tag tag) {
    this.tag = tag;
  }

  /** As written in the API, the CLI and the configuration: {@code guest}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Tag tag() {
    return tag;
  }

  /** The same as Headscale lists it. Exactly one: a node with several has the union of rights. */
  public List<String> tags() {
    return List.of(tag.text());
  }

  public static Optional<Tier> of(String text) {
    return Arrays.stream(values()).filter(tier -> tier.text().equals(text)).findFirst();
  }

  /**
   * The one whose tag is among these, as Headscale lists them on a node; of several the one with
   * the fewest rights.
   */
  public static Optional<Tier> tagged(Collection<String> tags) {
    return Arrays.stream(values()).filter(tier -> tags.contains(tier.tag.text())).findFirst();
  }

  /** The one that the gate goes by: empty as well if there is a tag that means no tier. */
  public static Optional<Tier> atTheGate(Collection<String> tags) {
    return tags.stream().allMatch(tag -> tagged(List.of(tag)).isPresent())
        ? tagged(tags)
        : Optional.empty();
  }
}
