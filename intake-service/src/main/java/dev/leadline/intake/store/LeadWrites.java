package dev.leadline.intake.store;

import dev.leadline.events.LeadId;
import dev.leadline.intake.identity.Identities;
import dev.leadline.intake.identity.Key;
import dev.leadline.intake.identity.LeadState;
import dev.leadline.intake.identity.Merge;
import dev.leadline.messaging.jdbc.ColumnType;
import dev.leadline.messaging.jdbc.NewRows;
import dev.leadline.messaging.jdbc.RowArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Writes what one batch made of the leads.
final class LeadWrites {
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
  private static final NewRows<Map.Entry<Key, LeadId>> KEYS =
      NewRows.<Map.Entry<Key, LeadId>>of("lead_key")
          .column("kind", ColumnType.TEXT, key -> key.getKey().kind())
          .column("value", ColumnType.TEXT, key -> key.getKey().value())
          .column("lead_id", ColumnType.UUID, Map.Entry::getValue);

  private final Connection connection;
  private final Identities identities;
  private final Instant now;

  LeadWrites(Connection connection, Identities identities, Instant now) {
    this.connection = connection;
    this.identities = identities;
    this.now = now;
  }

  void insertNewLeads() throws SQLException {
    NewRows.<LeadState>of("lead")
        .column("lead_id", ColumnType.UUID, LeadState::id)
        .column("version", ColumnType.BIGINT, LeadState::version)
        .column("captured_at", ColumnType.TIMESTAMPTZ, LeadState::capturedAt)
        .column("source", ColumnType.TEXT, LeadState::source)
        .column("fields", ColumnType.JSONB, lead -> FieldsJson.write(lead.fields()))
        .column("canonical_email", ColumnType.TEXT, lead -> lead.canonicalEmail().orElse(null))
        .column(
            "merged_into", ColumnType.UUID, lead -> identities.absorbedBy(lead.id()).orElse(null))
        .column("recorded_at", ColumnType.TIMESTAMPTZ, _ -> now)
        .insert(connection, identities.newLeads());
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
    KEYS.insert(connection, identities.newKeys().entrySet());
  }
}
