package dev.leadline.events;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is known of a lead changed.
///
/// @param lead the lead after the change
/// @param source the configured source that brought the news
/// @param changes by field name
public record LeadChanged(LeadSnapshot lead, String source, Map<String, FieldChange> changes)
    implements IntakeEvent, AboutLead {
  public LeadChanged {
    changes = java.util.Collections.unmodifiableMap(new TreeMap<>(changes));
  }

  /// One field's news; null means not known.
  public record FieldChange(@Nullable Object before, @Nullable Object after) {}
}
