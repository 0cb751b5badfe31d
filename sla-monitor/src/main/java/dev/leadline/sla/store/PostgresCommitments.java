package dev.leadline.sla.store;

import dev.leadline.messaging.jdbc.RowArrays;
import dev.leadline.sla.application.Commitments;
import dev.leadline.sla.commitment.Deliveries.Share;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import javax.sql.DataSource;

/// The table `commitment_progress`.
@ApplicationScoped
class PostgresCommitments implements Commitments {
  private static final String DELIVER =
      """
      insert into commitment_progress as p (commitment, begins, delivered)
      select * from unnest(?, ?, ?)
      on conflict (commitment, begins) do update set delivered = p.delivered + excluded.delivered
      """;

  private static final String DELIVERED =
      "select delivered from commitment_progress where commitment = ? and begins = ?";

  private final DataSource database;

  PostgresCommitments(DataSource database) {
    this.database = database;
  }

  @Override
  public void deliver(Connection connection, Map<Share, Integer> delivered) throws SQLException {
    if (delivered.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(DELIVER)) {
      new RowArrays<>(insert, delivered.entrySet())
          .add("text", share -> share.getKey().commitment())
          .add("date", share -> share.getKey().begins())
          .add("int8", Map.Entry::getValue);
      insert.executeUpdate();
    }
  }

  @Override
  public long delivered(String commitment, LocalDate begins) {
    return Reading.from(
        database,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(DELIVERED)) {
            select.setString(1, commitment);
            select.setObject(2, begins);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? row.getLong("delivered") : 0;
            }
          }
        });
  }
}
