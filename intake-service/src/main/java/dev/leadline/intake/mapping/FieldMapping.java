package dev.leadline.intake.mapping;

import dev.leadline.intake.delivery.SourceKind;
import dev.leadline.intake.identity.LeadFields;
import dev.leadline.policy.Catalogue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which of a sender's names mean which field of the catalogue, for one kind of source: those of
/// that kind, then those of `any`, then the field's own name.
final class FieldMapping {
  private static final String ANY = "any";

  /// Not to be told by senders under our name: it is worked out, and `source` and `medium` are
  /// words with many meanings.
  private static final Set<String> NOT_BY_OWN_NAME =
      Set.of(LeadFields.CHANNEL, LeadFields.SOURCE, LeadFields.MEDIUM, LeadFields.CAMPAIGN);

  private final Map<Catalogue.Field, Set<String>> names = new LinkedHashMap<>();

  FieldMapping(Catalogue catalogue, SourceKind kind) {
    catalogue.fields().values().forEach(field -> names.put(field, names(field, kind)));
  }

  /// The values that were said of the catalogue's fields, as the sender wrote them.
  Map<Catalogue.Field, Object> in(Values said) {
    Map<Catalogue.Field, Object> found = new LinkedHashMap<>();
    names.forEach(
        (field, candidates) -> said.first(candidates).ifPresent(value -> found.put(field, value)));
    return found;
  }

  /// Whether some field is mapped from that name.
  boolean knows(String name) {
    String normal = Values.normal(name);
    return names.values().stream().anyMatch(candidates -> candidates.contains(normal));
  }

  private static Set<String> names(Catalogue.Field field, SourceKind kind) {
    Set<String> names = new LinkedHashSet<>();
    field.from().getOrDefault(kind.id(), List.of()).forEach(name -> names.add(Values.normal(name)));
    field.from().getOrDefault(ANY, List.of()).forEach(name -> names.add(Values.normal(name)));
    if (!NOT_BY_OWN_NAME.contains(field.name())) {
      names.add(Values.normal(field.name()));
    }
    return names;
  }
}
