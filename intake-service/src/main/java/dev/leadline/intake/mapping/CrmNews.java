package dev.leadline.intake.mapping;

import dev.leadline.intake.delivery.SourceKind;
import dev.leadline.policy.Taxonomy;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a CRM decided about a lead: its stage, by our name, and its owner.
///
/// @param changes by the names of [dev.leadline.events.CrmUpdated]
/// @param unknownStage a stage that the taxonomy does not map; null when there is none
/// @param named whether a stage or owner was told of at all, even as empty
record CrmNews(Map<String, Object> changes, @Nullable String unknownStage, boolean named) {
  private static final CrmNews NONE = new CrmNews(Map.of(), null, false);

  /// Visitors and forms do not decide about stages.
  private static final Set<SourceKind> CRMS =
      EnumSet.of(SourceKind.HUBSPOT, SourceKind.STANDARD_WEBHOOKS, SourceKind.CLOUDEVENTS);

  private static final String[] STAGE = {"lifecyclestage", "crm stage"};
  private static final String[] OWNER = {"hubspot_owner_id", "owner id", "owner"};

  static CrmNews of(SourceKind kind, Values person, Set<String> events, Taxonomy taxonomy) {
    if (!CRMS.contains(kind)) {
      return NONE;
    }
    Map<String, Object> changes = new HashMap<>();
    Optional<String> stage = person.firstText(STAGE);
    Optional<String> mapped = stage.flatMap(name -> mapped(name, kind, taxonomy));
    mapped.ifPresent(name -> changes.put("stage", name));
    person.firstText(OWNER).ifPresent(owner -> changes.put("owner", owner));
    boolean cleared = events.contains("lifecyclestage") || events.contains("hubspot_owner_id");
    return new CrmNews(
        changes,
        mapped.isPresent() ? null : stage.orElse(null),
        cleared || stage.isPresent() || !changes.isEmpty());
  }

  private static Optional<String> mapped(String stage, SourceKind kind, Taxonomy taxonomy) {
    String name = stage.strip().toLowerCase(Locale.ROOT);
    return taxonomy.crmStages().getOrDefault(kind.id(), Map.of()).entrySet().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
