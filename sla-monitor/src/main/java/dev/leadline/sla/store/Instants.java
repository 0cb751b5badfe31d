package dev.leadline.sla.store;

import dev.leadline.sla.scorecard.Question;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// Instants that a statement names, as in `:from`. Each is handed over as an instant and not as
/// text, which the server would read anew for every row that it compares.
record Instants(Map<String, Instant> byName) {
  private static final Pattern NAMED = Pattern.compile(":(from|to|asOf)\\b");

  static Instants in(Question question) {
    return new Instants(
        Map.of("from", question.from(), "to", question.to(), "asOf", question.asOf()));
  }

  PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    List<String> names = new ArrayList<>();
    String positional =
        NAMED
            .matcher(sql)
            .replaceAll(found -> {
              names.add(found.group(1));
              return "?";
            });
    PreparedStatement statement = connection.prepareStatement(positional);
    for (int i = 0; i < names.size(); i++) {
      Instant instant = Objects.requireNonNull(byName.get(names.get(i)));
      statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
    }
    return statement;
  }
}
