package dev.leadline.simulator.export;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was changed about reps and pools at run time, which no topic tells: routing keeps it with
/// its history.
public final class RosterHistory {
  private static final String CHANGES =
      """
      select id, rep, changed_at, changed_by, what, after, 'dev.leadline.RepChanged' as type
      from rep_change
      union all
      select id, pool, changed_at, changed_by, what, after, 'dev.leadline.PoolChanged'
      from pool_change
      order by changed_at, id
      """;

  private RosterHistory() {}

  /// @param after what holds since, as JSON; null when it is as the policy says
  public record Change(Instant at, Map<String, String> attributes, @Nullable String after) {
    /// What identifies it.
    UUID id() {
      return UUID.fromString(attributes.getOrDefault("id", ""));
    }

    void write(RecordingWriter into) throws IOException {
      into.writeChange(attributes, after);
    }
  }

  /// All changes in order of time.
  ///
  /// @param database the JDBC URL of routing's database
  public static List<Change> read(String database, String user, String password)
      throws SQLException {
    List<Change> changes = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(database, user, password);
        PreparedStatement select = connection.prepareStatement(CHANGES);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        changes.add(change(rows));
      }
    }
    return changes;
  }

  private static Change change(ResultSet row) throws SQLException {
    Instant at = row.getObject("changed_at", OffsetDateTime.class).toInstant();
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("id", row.getString("id"));
    attributes.put("source", "/leadline/routing");
    attributes.put("type", row.getString("type"));
    attributes.put("subject", row.getString(2));
    attributes.put("time", at.toString());
    attributes.put("recordedtime", at.toString());
    attributes.put("actor", row.getString("changed_by"));
    attributes.put("what", row.getString("what"));
    return new Change(at, attributes, row.getString("after"));
  }
}
