package dev.leadline.intake.store;

import dev.leadline.events.LeadId;
import dev.leadline.intake.identity.LeadState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/// Reads rows of `lead`.
final class LeadRows {
  static final String COLUMNS = "lead_id, version, captured_at, source, fields";

  private LeadRows() {}

  static LeadState state(ResultSet row) throws SQLException {
    return new LeadState(
        new LeadId(row.getObject("lead_id", UUID.class)),
        row.getLong("version"),
        row.getObject("captured_at", OffsetDateTime.class).toInstant(),
        row.getString("source"),
        FieldsJson.read(row.getString("fields")));
  }
}
