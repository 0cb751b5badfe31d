package dev.leadline.policy.load;

import dev.leadline.policy.Catalogue;
import dev.leadline.policy.Catalogue.Field;
import dev.leadline.policy.Condition;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether the fields that conditions look at are filled by anyone.
final class SourceChecks {
  private static final String LEAD = "lead.";

  /// Worked out from other fields.
  private static final Set<String> DERIVED = Set.of("channel", "companyDomain");

  private SourceChecks() {}

  /// @param conditions all that were compiled
  /// @param file the root of `fields.yaml`
  static void check(Catalogue catalogue, Collection<Condition> conditions, Value file) {
    Set<String> used =
        conditions.stream()
            .flatMap(condition -> condition.variables().stream())
            .filter(name -> name.startsWith(LEAD))
            .map(name -> name.substring(LEAD.length()))
            .collect(Collectors.toSet());
    catalogue.fields().values().stream()
        .filter(field -> field.from().isEmpty() && used.contains(field.name()))
        .map(Field::name)
        .filter(name -> !DERIVED.contains(name))
        .forEach(name ->
            Outline.key(Outline.value(file, "fields"), name)
                .warning(
                    "Conditions need field '%s', but no source is said to fill it: 'from' is missing"
                        .formatted(name)));
  }
}
