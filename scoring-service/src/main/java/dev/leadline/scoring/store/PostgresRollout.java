package dev.leadline.scoring.store;

import dev.leadline.messaging.Transaction;
import dev.leadline.scoring.application.Rollout;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/// When each policy version was last begun with.
@ApplicationScoped
public class PostgresRollout implements Rollout {

  @Override
  public void began(Transaction transaction, String version, Instant at) throws SQLException {
    try (PreparedStatement upsert =
        transaction
            .connection()
            .prepareStatement(
                """
                insert into policy_rollout (policy_version, began_at) values (?, ?)
                on conflict (policy_version) do update set began_at = excluded.began_at
                """)) {
      upsert.setString(1, version);
      upsert.setObject(2, at.atOffset(ZoneOffset.UTC));
      upsert.executeUpdate();
    }
  }

  @Override
  public boolean isLast(Transaction transaction, String version) throws SQLException {
    try (PreparedStatement select =
            transaction
                .connection()
                .prepareStatement(
                    """
                    select policy_version from policy_rollout
                    order by began_at desc, policy_version limit 1
                    """);
        ResultSet last = select.executeQuery()) {
      return last.next() && last.getString("policy_version").equals(version);
    }
  }
}
