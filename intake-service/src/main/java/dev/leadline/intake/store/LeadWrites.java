package dev.leadline.intake.store;

import dev.leadline.events.LeadId;
import dev.leadline.intake.identity.Identities;
import dev.leadline.intake.identity.Key;
import dev.leadline.intake.identity.LeadState;
import dev.leadline.intake.identity.Merge;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.jdbc.RowArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Writes what one batch made of the leads.
final class LeadWrites {
  private static final String INSERT_LEADS =
      "insert into lead (lead_id, version, captured_at, source, fields, canonical_email,"
          + " merged_into, recorded_at)"
          + " select id, version, captured::timestamptz, source, fields::jsonb, canonical, survivor,"
          + " recorded.at from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[],"
          + " ?::text[], ?::uuid[]) as w (id, version, captured, source, fields, canonical, survivor),"
          + " (select ?::timestamptz as at) as recorded"
          + " on conflict (lead_id) do nothing";
  private static final String UPDATE_LEADS =
      "update lead set version = w.version, fields = w.fields::jsonb, canonical_email = w.canonical,"
          + " merged_into = w.survivor, recorded_at = recorded.at"
          + " from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::uuid[])"
          + " as w (id, version, fields, canonical, survivor),"
          + " (select ?::timestamptz as at) as recorded where lead.lead_id = w.id";
  private static final String INSERT_MERGES =
      "insert into lead_merge (survivor, absorbed, matched_on, survivor_before, absorbed_before,"
          + " absorbed_keys, recorded_at)"
          + " select w.survivor, w.absorbed, w.matched_on, w.survivor_before::jsonb,"
          + " w.absorbed_before::jsonb, coalesce((select jsonb_agg(jsonb_build_object('kind', k.kind,"
          + " 'value', k.value)) from lead_key k where k.lead_id = w.absorbed), '[]'::jsonb),"
          + " recorded.at from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[])"
          + " as w (survivor, absorbed, matched_on, survivor_before, absorbed_before),"
          + " (select ?::timestamptz as at) as recorded";
  private static final String MOVE_KEYS =
      "update lead_key set lead_id = w.survivor from unnest(?::uuid[], ?::uuid[])"
          + " as w (absorbed, survivor) where lead_key.lead_id = w.absorbed";
  private static final String INSERT_KEYS =
      "insert into lead_key (kind, value, lead_id)"
          + " select * from unnest(?::text[], ?::text[], ?::uuid[]) on conflict do nothing";

  private final Connection connection;
  private final Identities identities;
  private final Instant now;

  LeadWrites(Connection connection, Identities identities, Instant now) {
    this.connection = connection;
    this.identities = identities;
    this.now = now;
  }

  void insertNewLeads() throws SQLException {
    List<LeadState> leads = identities.newLeads();
    if (leads.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT_LEADS)) {
      new RowArrays<>(insert, leads)
          .add("uuid", LeadState::id)
          .add("int8", LeadState::version)
          .add("text", lead -> lead.capturedAt().toString())
          .add("text", LeadState::source)
          .add("text", lead -> FieldsJson.write(lead.fields()))
          .add("text", lead -> lead.canonicalEmail().orElse(null))
          .add("uuid", lead -> identities.absorbedBy(lead.id()).orElse(null))
          .text(now.toString());
      expect(leads.size(), insert.executeUpdate(), "leads");
    }
  }

  void updateChangedLeads() throws SQLException {
    List<LeadState> leads = identities.changedLeads();
    if (leads.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(UPDATE_LEADS)) {
      new RowArrays<>(update, leads)
          .add("uuid", LeadState::id)
          .add("int8", LeadState::version)
          .add("text", lead -> FieldsJson.write(lead.fields()))
          .add("text", lead -> lead.canonicalEmail().orElse(null))
          .add("uuid", lead -> identities.absorbedBy(lead.id()).orElse(null))
          .text(now.toString());
      update.executeUpdate();
    }
  }

  void keepMerges() throws SQLException {
    List<Merge> merges = identities.merges();
    if (merges.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT_MERGES)) {
      new RowArrays<>(insert, merges)
          .add("uuid", Merge::survivorId)
          .add("uuid", Merge::absorbedId)
          .add("text", Merge::matchedOn)
          .add("text", merge -> FieldsJson.write(merge.survivor().fields()))
          .add("text", merge -> FieldsJson.write(merge.absorbed().fields()))
          .text(now.toString());
      insert.executeUpdate();
    }
  }

  void moveKeysOfAbsorbed() throws SQLException {
    List<LeadId> absorbed = identities.merges().stream().map(Merge::absorbedId).toList();
    if (absorbed.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(MOVE_KEYS)) {
      new RowArrays<>(update, absorbed)
          .add("uuid", id -> id)
          .add("uuid", id -> identities.absorbedBy(id).orElseThrow());
      update.executeUpdate();
    }
  }

  void insertNewKeys() throws SQLException {
    Collection<Map.Entry<Key, LeadId>> keys = identities.newKeys().entrySet();
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT_KEYS)) {
      new RowArrays<>(insert, keys)
          .add("text", key -> key.getKey().kind())
          .add("text", key -> key.getKey().value())
          .add("uuid", Map.Entry::getValue);
      expect(keys.size(), insert.executeUpdate(), "keys");
    }
  }

  /// Fewer rows than expected mean that another transaction was faster, and that everything has to
  /// be decided again on what it wrote.
  private static void expect(int expected, int written, String what) {
    if (written < expected) {
      throw new ConflictException(
          "Of " + expected + " new " + what + " only " + written + " were new");
    }
  }
}
