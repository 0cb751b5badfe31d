package dev.leadline.policy.load;

import dev.leadline.policy.Catalogue;
import dev.leadline.policy.Catalogue.ActivityType;
import dev.leadline.policy.cel.Vocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The conditions of rules about an activity, which may name the properties of its type.
final class ActivityConditions {
  private final Catalogue catalogue;
  private final Names types;
  private final Supplier<Vocabulary> base;
  private final boolean checked;
  private final Map<String, Conditions> byType = new HashMap<>();

  ActivityConditions(Catalogue catalogue, Names types, Supplier<Vocabulary> base, boolean checked) {
    this.catalogue = catalogue;
    this.types = types;
    this.base = base;
    this.checked = checked;
  }

  /// The activity types that rules may name.
  Names types() {
    return types;
  }

  /// The conditions of rules about one type; unchecked when there is no such type, which its
  /// reference reports.
  Conditions of(String type) {
    return byType.computeIfAbsent(type, this::make);
  }

  private Conditions make(String name) {
    ActivityType type = catalogue.activities().get(name);
    return type == null
        ? new Conditions(base, false)
        : new Conditions(() -> base.get().withActivity(type), checked);
  }
}
