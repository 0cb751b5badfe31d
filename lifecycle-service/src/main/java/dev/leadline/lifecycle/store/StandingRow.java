package dev.leadline.lifecycle.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.messaging.jdbc.ColumnType;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.messaging.jdbc.KeyedTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A row of `lead_stage`.
///
/// @param lead null when the lead is forgotten
/// @param survivor null unless the lead is merged
record StandingRow(
    LeadId id, String standing, @Nullable StagedLead lead, @Nullable LeadId survivor) {
  private static final String STAGED = "staged";
  private static final String MERGED = "merged";
  private static final String ERASED = "erased";
  private static final TypeReference<Map<String, Integer>> VISITS = new TypeReference<>() {};
  private static final TypeReference<LeadSnapshot> SNAPSHOT = new TypeReference<>() {};
  private static final TypeReference<Score> SCORE = new TypeReference<>() {};

  static final KeyedTable<StandingRow> TABLE =
      KeyedTable.keyed("lead_stage", "lead_id", StandingRow::id)
          .column("standing", ColumnType.TEXT, StandingRow::standing)
          .column("stage", ColumnType.TEXT, of(StagedLead::stage))
          .column("entered_at", ColumnType.TIMESTAMPTZ, of(StagedLead::enteredAt))
          .json("visits", of(StagedLead::visits))
          .json("snapshot", of(StagedLead::lead))
          .json("score", of(StagedLead::score))
          .column("hand_raised_at", ColumnType.TIMESTAMPTZ, of(StagedLead::handRaisedAt))
          .column("rests_until", ColumnType.TIMESTAMPTZ, of(StagedLead::restsUntil))
          .column("asked_at", ColumnType.TIMESTAMPTZ, of(StagedLead::askedAt))
          .column("merged_into", ColumnType.UUID, StandingRow::survivor)
          .rows(StandingRow::row);

  static StandingRow of(Standing standing) {
    return switch (standing) {
      case StagedLead lead -> new StandingRow(lead.id(), STAGED, lead, null);
      case Standing.Merged(StagedLead lead, LeadId survivor) ->
          new StandingRow(lead.id(), MERGED, lead, survivor);
      case Standing.Erased(LeadId id) -> new StandingRow(id, ERASED, null, null);
    };
  }

  Standing toStanding() {
    return switch (standing) {
      case STAGED -> known();
      case MERGED -> new Standing.Merged(known(), Objects.requireNonNull(survivor, "survivor"));
      case ERASED -> new Standing.Erased(id);
      default -> throw new IllegalStateException("Row has the standing '" + standing + "'");
    };
  }

  private StagedLead known() {
    return Objects.requireNonNull(lead, "lead");
  }

  private static StandingRow row(ResultSet row) throws SQLException {
    String standing = row.getString("standing");
    UUID survivor = row.getObject("merged_into", UUID.class);
    return new StandingRow(
        new LeadId(row.getObject("lead_id", UUID.class)),
        standing,
        standing.equals(ERASED) ? null : lead(row),
        survivor == null ? null : new LeadId(survivor));
  }

  private static StagedLead lead(ResultSet row) throws SQLException {
    return new StagedLead(
        Columns.read(row, "snapshot", SNAPSHOT),
        row.getString("stage"),
        Columns.instant(row, "entered_at"),
        Columns.read(row, "visits", VISITS),
        Columns.readOrNull(row, "score", SCORE),
        Columns.instantOrNull(row, "hand_raised_at"),
        Columns.instantOrNull(row, "rests_until"),
        Columns.instantOrNull(row, "asked_at"));
  }

  private static Function<StandingRow, @Nullable Object> of(
      Function<StagedLead, @Nullable Object> value) {
    return row -> row.lead() == null ? null : value.apply(row.lead());
  }
}
