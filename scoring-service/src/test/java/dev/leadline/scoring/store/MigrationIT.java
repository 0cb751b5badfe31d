package dev.leadline.scoring.store;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadSnapshot;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.scoring.ScoringPolicies;
import dev.leadline.scoring.lead.Happening;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import dev.leadline.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/// What an earlier version kept, read by this one.
class MigrationIT {
  private final PGSimpleDataSource database = TestPostgres.dataSource(TestPostgres.freshDatabase());

  @Test
  void leadsOfTheFirstVersionAreKnownByTheirLastSnapshotAndCanBeScored() throws SQLException {
    // given
    LeadSnapshot survivor = aLead(1).with("employees", 500).build();
    LeadSnapshot absorbed = aLead(2).build();
    migrate(MigrationVersion.fromVersion("1"));
    insert(survivor, null);
    insert(absorbed, survivor.id().value());
    // when
    migrate(MigrationVersion.LATEST);
    // then
    PostgresScoredLeads leads = new PostgresScoredLeads(database);
    ScoredLead kept = leads.find(survivor.id()).orElseThrow();
    assertThat(kept.lead()).isEqualTo(survivor);
    assertThat(kept.isEnded()).isFalse();
    assertThat(leads.find(absorbed.id()).map(ScoredLead::end))
        .contains(new ScoredLead.End(survivor.id(), MONDAY_MORNING));
    ScoringDecider decider = new ScoringDecider(ScoringPolicies.shipped());
    assertThat(decider.isOutdated(kept)).isTrue();
    HistoryRetention retention =
        new HistoryRetention(database, InstantSource.fixed(MONDAY_MORNING), Period.ofYears(3));
    var history = new PostgresHistories(database, retention).until(survivor.id(), MONDAY_MORNING);
    assertThat(history.happenings())
        .containsExactlyInAnyOrder(
            new Happening.Learned(survivor, MONDAY_MORNING),
            new Happening.Learned(absorbed, MONDAY_MORNING));
    Optional<ScoredLead> replayed = history.replay(decider, Instant.MAX);
    assertThat(replayed).hasValueSatisfying(lead -> assertThat(lead.lead()).isEqualTo(survivor));
  }

  private void migrate(MigrationVersion version) {
    Flyway.configure()
        .dataSource(database)
        .locations("db/migration")
        .target(version)
        .load()
        .migrate();
  }

  private void insert(LeadSnapshot lead, @Nullable UUID mergedInto) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into scored_lead (lead_id, snapshot, contributions, evaluated_at,"
                    + " merged_into) values (?, ?::json, '[]', ?, ?)")) {
      insert.setObject(1, lead.id().value());
      insert.setString(2, Columns.json(lead));
      insert.setObject(3, MONDAY_MORNING.atOffset(ZoneOffset.UTC));
      insert.setObject(4, mergedInto);
      insert.executeUpdate();
    }
  }
}
