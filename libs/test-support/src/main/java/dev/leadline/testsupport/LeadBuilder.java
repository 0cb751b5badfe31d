package dev.leadline.testsupport;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Builds lead snapshots: `aLead().with("employees", 250).build()`. Without more said, a lead is
/// number 1, in its first version, captured at [#MONDAY_MORNING], and only its e-mail is known.
public final class LeadBuilder {
  /// A Monday at nine, in UTC.
  public static final Instant MONDAY_MORNING = Instant.parse("2026-03-02T09:00:00Z");

  private final Map<String, Object> fields = new TreeMap<>();
  private LeadId id = leadId(1);
  private long version = 1;
  private Instant capturedAt = MONDAY_MORNING;

  private LeadBuilder() {}

  public static LeadBuilder aLead() {
    return new LeadBuilder().with("email", "ada@example.com");
  }

  /// The lead of a number, with an id and an e-mail of its own.
  public static LeadBuilder aLead(int number) {
    return aLead().id(leadId(number)).with("email", "lead-" + number + "@example.com");
  }

  /// An id that is always the same for a number; lower numbers are lower ids.
  public static LeadId leadId(int number) {
    return new LeadId(
        DerivedIds.uuidV7(MONDAY_MORNING.plusMillis(number), DerivedIds.ofText("lead-" + number)));
  }

  public LeadBuilder id(LeadId id) {
    this.id = id;
    return this;
  }

  public LeadBuilder version(long version) {
    this.version = version;
    return this;
  }

  public LeadBuilder capturedAt(Instant capturedAt) {
    this.capturedAt = capturedAt;
    return this;
  }

  public LeadBuilder with(String field, Object value) {
    fields.put(field, value);
    return this;
  }

  public LeadBuilder without(String field) {
    fields.remove(field);
    return this;
  }

  public LeadSnapshot build() {
    return new LeadSnapshot(id, version, capturedAt, fields);
  }
}
