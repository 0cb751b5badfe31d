package dev.leadline.lifecycle.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A row of `lead_stage`.
///
/// @param lead null when the lead is forgotten
/// @param survivor null unless the lead is merged
record StandingRow(
    LeadId id, String standing, @Nullable StagedLead lead, @Nullable LeadId survivor) {
  static final String SELECT =
      """
      select lead_id, standing, stage, entered_at, visits, snapshot, score, hand_raised_at,
        rests_until, merged_into
      from lead_stage
      """;
  static final String UNNEST =
      """
      unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
        ?::timestamptz[], ?::timestamptz[], ?::uuid[])
        as new (lead_id, standing, stage, entered_at, visits, snapshot, score, hand_raised_at,
          rests_until, merged_into)
      """;
  private static final String STAGED = "staged";
  private static final String MERGED = "merged";
  private static final String ERASED = "erased";
  private static final TypeReference<Map<String, Integer>> VISITS = new TypeReference<>() {};
  private static final TypeReference<LeadSnapshot> SNAPSHOT = new TypeReference<>() {};
  private static final TypeReference<Score> SCORE = new TypeReference<>() {};

  static StandingRow of(Standing standing) {
    return switch (standing) {
      case StagedLead lead -> new StandingRow(lead.id(), STAGED, lead, null);
      case Standing.Merged(StagedLead lead, LeadId survivor) ->
          new StandingRow(lead.id(), MERGED, lead, survivor);
      case Standing.Erased(LeadId id) -> new StandingRow(id, ERASED, null, null);
    };
  }

  /// Sets the parameters of [#UNNEST].
  static void bind(PreparedStatement write, List<StandingRow> rows) throws SQLException {
    Connection connection = write.getConnection();
    write.setArray(1, Columns.array(connection, "uuid", rows, StandingRow::id));
    write.setArray(2, Columns.array(connection, "text", rows, StandingRow::standing));
    write.setArray(3, Columns.array(connection, "text", rows, of(StagedLead::stage)));
    write.setArray(4, Columns.array(connection, "timestamptz", rows, of(StagedLead::enteredAt)));
    write.setArray(5, Columns.array(connection, "text", rows, json(StagedLead::visits)));
    write.setArray(6, Columns.array(connection, "text", rows, json(StagedLead::lead)));
    write.setArray(7, Columns.array(connection, "text", rows, json(StagedLead::score)));
    write.setArray(8, Columns.array(connection, "timestamptz", rows, of(StagedLead::handRaisedAt)));
    write.setArray(9, Columns.array(connection, "timestamptz", rows, of(StagedLead::restsUntil)));
    write.setArray(10, Columns.array(connection, "uuid", rows, StandingRow::survivor));
  }

  /// Runs the query, which has to begin with [#SELECT].
  static List<Standing> read(PreparedStatement select) throws SQLException {
    List<Standing> leads = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        leads.add(standing(rows));
      }
    }
    return leads;
  }

  private static Standing standing(ResultSet row) throws SQLException {
    String standing = row.getString("standing");
    return switch (standing) {
      case STAGED -> lead(row);
      case MERGED ->
          new Standing.Merged(lead(row), new LeadId(row.getObject("merged_into", UUID.class)));
      case ERASED -> new Standing.Erased(new LeadId(row.getObject("lead_id", UUID.class)));
      default -> throw new IllegalStateException("Row has the standing '" + standing + "'");
    };
  }

  private static StagedLead lead(ResultSet row) throws SQLException {
    return new StagedLead(
        Columns.read(row, "snapshot", SNAPSHOT),
        row.getString("stage"),
        Columns.instant(row, "entered_at"),
        Columns.read(row, "visits", VISITS),
        row.getString("score") == null ? null : Columns.read(row, "score", SCORE),
        Columns.instantOrNull(row, "hand_raised_at"),
        Columns.instantOrNull(row, "rests_until"));
  }

  private static Function<StandingRow, @Nullable Object> of(
      Function<StagedLead, @Nullable Object> value) {
    return row -> row.lead() == null ? null : value.apply(row.lead());
  }

  private static Function<StandingRow, @Nullable Object> json(
      Function<StagedLead, @Nullable Object> value) {
    return of(lead -> Columns.jsonOrNull(value.apply(lead)));
  }
}
