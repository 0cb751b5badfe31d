package dev.leadline.lifecycle.store;

import dev.leadline.lifecycle.application.StageTally;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/// The tally in PostgreSQL. Reading it makes the many rows of a stage one first; two that do so at
/// once each sum the rows that they took away, so that none is counted twice.
@ApplicationScoped
public class PostgresStageTally implements StageTally {
  private static final String COMPACT =
      """
      with taken as (delete from stage_tally returning stage, leads)
      insert into stage_tally (stage, leads)
      select stage, sum(leads) from taken group by stage
      """;
  private static final String SUM =
      "select stage, sum(leads) as leads from stage_tally group by stage";

  private final DataSource database;

  PostgresStageTally(DataSource database) {
    this.database = database;
  }

  @Override
  public Map<String, Long> leads() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(COMPACT);
      Map<String, Long> leads = new TreeMap<>();
      try (ResultSet rows = statement.executeQuery(SUM)) {
        while (rows.next()) {
          leads.put(rows.getString("stage"), rows.getLong("leads"));
        }
      }
      return leads;
    } catch (SQLException unreachable) {
      throw new IllegalStateException("The stages cannot be counted", unreachable);
    }
  }
}
