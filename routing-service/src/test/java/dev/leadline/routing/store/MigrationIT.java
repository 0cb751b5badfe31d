package dev.leadline.routing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.Standing;
import dev.leadline.routing.roster.RepDefinition;
import dev.leadline.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/// What an earlier version kept, read by this one.
class MigrationIT {
  private static final String LEAD = "019cadc6-9a8d-728a-a048-d1ccbb5f2de0";

  @Test
  void whatTheFirstVersionKeptIsStillUnderstood() throws SQLException {
    // given
    String url = TestPostgres.freshDatabase();
    migrate(url, MigrationVersion.fromVersion("1"));
    execute(
        url,
        """
        insert into lead_routing (lead_id, status, state) values ('%1$s', 'suppressed',
          '{"lead":"%1$s","visit":1,"standing":{"status":"suppressed","rule":"competitor"},
            "assignments":2,"declined":["ana","bo"]}')
        """
            .formatted(LEAD),
        """
        insert into account_owner (domain, owner, since, leads)
        values ('acme.example', 'ana', now(), 2), ('acme.example', 'bo', now(), 0)
        """,
        """
        insert into rep (id, definition, presence, changed_at, changed_by) values ('pat',
          '{"name":"Pat","email":"pat@leadline.example","active":true,"skills":[],"caps":{}}',
          'ACTIVE', now(), 'Otto')
        """);
    // when
    migrate(url, MigrationVersion.LATEST);
    // then
    LeadRouting lead =
        RoutingJson.read(text(url, "select state from lead_routing"), LeadRouting.class);
    assertThat(lead.passedOver())
        .isEqualTo(Map.of("ana", SkipReason.DECLINED_ALREADY, "bo", SkipReason.DECLINED_ALREADY));
    assertThat(lead.lapsed()).isEmpty();
    assertThat(lead.standing()).isEqualTo(new Standing.Suppressed("competitor", null));
    assertThat(text(url, "select domain || joined from account")).isEqualTo("acme.example2");
    RepDefinition pat =
        RoutingJson.read(text(url, "select definition from rep"), RepDefinition.class);
    assertThat(pat.languages()).isEqualTo(Set.of());
    assertThat(pat.leave()).isNull();
  }

  private static void migrate(String url, MigrationVersion version) {
    Flyway.configure()
        .dataSource(url, "postgres", "")
        .locations("db/migration")
        .target(version)
        .load()
        .migrate();
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static String text(String url, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
