package dev.leadline.policy.active;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadline.events.EventCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import javax.sql.DataSource;

/// Policy versions as rows of the table `policy_version`.
final class PostgresPolicyStore implements PolicyStore {
  private static final TypeReference<SortedMap<String, String>> FILES = new TypeReference<>() {};

  private final DataSource database;

  PostgresPolicyStore(DataSource database) {
    this.database = database;
  }

  @Override
  public void keep(String version, Map<String, String> files) {
    String insert =
        "insert into policy_version (version, files) values (?, ?::json) on conflict do nothing";
    ask(
        insert,
        statement -> {
          statement.setString(1, version);
          statement.setString(2, json(files));
          return statement.executeUpdate();
        });
  }

  @Override
  public Optional<KeptPolicy> find(String version) {
    String select = "select files, first_used_at from policy_version where version = ?";
    return ask(
        select,
        statement -> {
          statement.setString(1, version);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next()
                ? Optional.of(
                    new KeptPolicy(
                        version,
                        rows.getObject(2, OffsetDateTime.class).toInstant(),
                        files(rows.getString(1))))
                : Optional.empty();
          }
        });
  }

  @Override
  public List<KeptVersion> list() {
    String select =
        "select version, first_used_at from policy_version order by first_used_at desc, version";
    return ask(
        select,
        statement -> {
          List<KeptVersion> kept = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              kept.add(
                  new KeptVersion(
                      rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant()));
            }
          }
          return List.copyOf(kept);
        });
  }

  /// A statement in a transaction of its own.
  private interface Question<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private <T> T ask(String sql, Question<T> question) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return question.of(statement);
    } catch (SQLException failed) {
      throw new IllegalStateException("Table 'policy_version': " + failed.getMessage(), failed);
    }
  }

  private static String json(Map<String, String> files) {
    try {
      return EventCodec.mapper().writeValueAsString(files);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static SortedMap<String, String> files(String json) {
    try {
      return EventCodec.mapper().readValue(json, FILES);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("Files of a policy version are damaged", damaged);
    }
  }
}
