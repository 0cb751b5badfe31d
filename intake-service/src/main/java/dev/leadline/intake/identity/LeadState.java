package dev.leadline.intake.identity;

import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.intake.normalisation.EmailAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A lead as intake keeps it.
///
/// @param version counts the changes that others were told of, from 1
/// @param capturedAt when it was first captured, in happened-time
/// @param source the configured source that first told of it
/// @param fields by the catalogue's names
public record LeadState(
    LeadId id, long version, Instant capturedAt, String source, Map<String, KnownValue> fields) {

  public LeadState {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  public LeadSnapshot snapshot() {
    return new LeadSnapshot(
        id,
        version,
        capturedAt,
        fields.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, known -> known.getValue().value())));
  }

  /// The text of a field; empty when it is not known.
  public Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field))
        .map(KnownValue::value)
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  /// What a likely duplicate has in common with this lead: the canonical e-mail.
  public Optional<String> canonicalEmail() {
    return text(LeadFields.EMAIL).flatMap(EmailAddress::parse).map(EmailAddress::canonical);
  }

  LeadState with(long newVersion, Map<String, KnownValue> newFields) {
    return new LeadState(id, newVersion, capturedAt, source, newFields);
  }
}
