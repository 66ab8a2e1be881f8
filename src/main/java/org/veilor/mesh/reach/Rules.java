package org.veilor.mesh.reach;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.reach.HuJson.NotJson;

/**
 * A policy, parsed: what Headscale 0.29 would enforce. Unchangeable.
 *
 * <p>What we do not know (a field, an autogroup or a protocol of a later Headscale) is never a
 * "no": the entry that holds it is taken at its widest, and named by {@link #notUnderstood()}.
 */
public final class Rules {
  static final Rules ALLOW_ALL =
      new Rules(
          new Names(Map.of(), Map.of(), Map.of()), List.of(), Map.of(), true, List.of(), List.of());

  final Map<String, List<String>> groups;
  final Map<String, AddressRange> hosts;

  /** Neither acls nor grants: Headscale then lets everything through. */
  final boolean allowAll;

  final List<Rule> rules;
  private final Map<String, List<String>> tagOwners;
  private final List<String> approvers;
  private final Map<String, String> others;
  private final List<RulesFault> notUnderstood;

  Rules(
      Names names,
      List<String> approvers,
      Map<String, String> others,
      boolean allowAll,
      List<Rule> rules,
      List<RulesFault> notUnderstood) {
    this.groups = names.groups();
    this.hosts = names.hosts();
    this.tagOwners = Collections.unmodifiableMap(names.tagOwners());
    this.approvers = List.copyOf(approvers);
    this.others = Map.copyOf(others);
    this.allowAll = allowAll;
    this.rules = List.copyOf(rules);
    this.notUnderstood = List.copyOf(notUnderstood);
  }

  /**
   * Reads what Headscale is given; an empty text, as to Headscale, is the policy that allows all.
   */
  public static RulesReading read(String hujson) {
    if (hujson.isEmpty()) {
      return new RulesReading.Good(ALLOW_ALL);
    }
    try {
      return new PolicyReader().read(HuJson.read(hujson));
    } catch (NotJson e) {
      return new RulesReading.Unreadable(e.fault());
    }
  }

  /** Empty if everything was understood. In the text's order. */
  public List<RulesFault> notUnderstood() {
    return notUnderstood;
  }

  /** Whether it has no rules at all, so that Headscale lets everything through. */
  public boolean allowsAll() {
    return allowAll;
  }

  /** What is let through; all else is not, unless {@link #allowsAll()}. */
  public List<Rule> rules() {
    return rules;
  }

  /** Of a prefix, or of a name of {@code hosts}; empty for any other alias. */
  public Optional<AddressRange> range(Alias alias) {
    return switch (alias) {
      case Alias.Prefix prefix -> Optional.of(prefix.range());
      case Alias.HostName host -> Optional.ofNullable(hosts.get(host.name()));
      default -> Optional.empty();
    };
  }

  /** The users of a group, each with its {@code @}; none for a group that is not declared. */
  public List<String> users(Alias.Group group) {
    return List.copyOf(groups.getOrDefault(group.name(), List.of()));
  }

  /** By tag, in the text's order: the users, groups and tags that may give it to a machine. */
  public Map<String, List<String>> tagOwners() {
    return tagOwners;
  }

  /** Users, groups and tags whose machines' routes, of any prefix, need nobody's approval. */
  public List<String> approvers() {
    return approvers;
  }

  /** By name, each with the users it has. */
  public Map<String, List<String>> groups() {
    return Collections.unmodifiableMap(groups);
  }

  /**
   * The sections that let no packet through ({@code ssh}, {@code nodeAttrs}, {@code autoApprovers},
   * {@code randomizeClientPort}) by name, in a form that is the same for all that means the same.
   */
  public Map<String, String> others() {
    return others;
  }
}
