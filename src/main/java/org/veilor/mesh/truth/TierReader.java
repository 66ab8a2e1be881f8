package org.veilor.mesh.truth;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.TierRule.Reaches;

/** Reads {@code tiers}: all three, each with what it may reach at most. */
final class TierReader {
  static final List<String> FIELDS = List.of("who", "reaches");
  static final String WANTED =
      "it needs tiers with admin, infra and guest, each with what it reaches.";

  private static final Map<Tier, List<Reaches>> MAY =
      Map.of(
          Tier.ADMIN,
          List.of(
              Reaches.EVERYTHING, Reaches.EVERYTHING_BUT_GUESTS, Reaches.ITSELF, Reaches.ALLOWLIST),
          Tier.INFRA,
          List.of(Reaches.ITSELF, Reaches.ALLOWLIST),
          Tier.GUEST,
          List.of(Reaches.ALLOWLIST));

  private TierReader() {}

  /** The words that a tier may have, as the file writes them. */
  static List<String> words(Tier tier) {
    return MAY.getOrDefault(tier, List.of()).stream().map(Reaches::word).toList();
  }

  static List<String> names() {
    return Arrays.stream(Tier.values()).map(Tier::text).toList();
  }

  static Map<Tier, TierRule> read(Entry root, @Nullable Entry section) {
    var rules = new EnumMap<Tier, TierRule>(Tier.class);
    if (section == null) {
      if (root.hasFields()) {
        root.fault("tiers are missing: " + WANTED);
      }
      return rules;
    }
    var tiers = section.fields(names());
    for (var tier : Tier.values()) {
      var entry = tiers.get(tier.text());
      if (entry == null && !section.hasFields()) {
        continue;
      }
      if (entry == null) {
        section.faultAtBegin("%s is missing: %s".formatted(tier.text(), WANTED));
        continue;
      }
      var fields = entry.fields(FIELDS);
      var reaches = fields.get("reaches");
      if (reaches == null && !entry.hasFields()) {
        continue;
      }
      if (reaches == null) {
        entry.faultAtBegin(
            "reaches is missing: write one of " + String.join(", ", words(tier)) + ".");
        continue;
      }
      var who = Entry.note(fields, "who");
      reaches
          .oneOf(words(tier))
          .flatMap(word ->
              Arrays.stream(Reaches.values()).filter(it -> it.word().equals(word)).findFirst())
          .ifPresent(it -> rules.put(tier, new TierRule(it, who, reaches.at())));
    }
    return rules;
  }
}
