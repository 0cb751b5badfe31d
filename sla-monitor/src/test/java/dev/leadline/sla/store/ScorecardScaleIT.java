package dev.leadline.sla.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadId;
import dev.leadline.sla.scorecard.Figure;
import dev.leadline.sla.scorecard.Measure;
import dev.leadline.sla.scorecard.Question;
import dev.leadline.sla.scorecard.Split;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// How long a scorecard takes over 28 days of so many leads: run with `-Dleadline.scale=1000000`
/// and read its output, of which ADR 0021 tells.
@EnabledIfSystemProperty(named = "leadline.scale", matches = "\\d+")
class ScorecardScaleIT {
  private static final Instant END = Instant.parse("2026-03-29T00:00:00Z");

  /// Each lead is captured, goes through three stages, 60 of 100 to an owner, and so on.
  private static final String FILL =
      """
      create temp table lead as
      select n, uuidv7(at - now()) as id, at,
        (array['enterprise', 'mid_market', 'smb', null])[1 + n % 4] as segment,
        (array['google', 'linkedin', 'email', 'webinar', 'unclassified'])[1 + n % 5] as source,
        'rep-' || n % 40 as rep, 'team-' || n % 5 as team
      from generate_series(1, :leads) n,
        lateral (select '2026-03-01T00:00:00Z'::timestamptz + n * (interval '28 days' / :leads) as at);
      insert into scorecard_fact
        (kind, lead_id, happened_at, recorded_at, sequence, segment, source, team, rep,
         name, subject, number, amount, total, flag)
      select f.kind, id, at + f.after, at + f.after + interval '40 ms', n, segment, source,
        case when f.owned then team end, case when f.owned then rep end,
        f.name, case when f.kind in ('kept', 'broken', 'raised') then id end,
        f.number, f.amount, f.total, f.flag
      from (values
        ('captured', 100, interval '0', false, null, null::bigint, 5::bigint, 6::bigint, null::boolean),
        ('entered', 100, interval '0', false, 'subscriber', 1, null, null, null),
        ('entered', 90, interval '10 ms', false, 'lead', 1, null, null, true),
        ('entered', 60, interval '1 hour', false, 'mql', 1, null, null, true),
        ('entered', 30, interval '1 day', false, 'sal', 1, null, null, true),
        ('entered', 20, interval '2 days', false, 'recycled', 1, null, null, false),
        ('delivered', 60, interval '1 hour', false, 'mqls', null, null, null, null),
        ('assigned', 60, interval '1 hour', true, null, 1, null, null, false),
        ('returned', 5, interval '2 hours', true, null, 1, null, null, null),
        ('failed', 2, interval '1 hour', false, 'NO_CANDIDATE', null, null, null, null),
        ('touched', 50, interval '80 minutes', false, null, null, 4800000000, null, null),
        ('kept', 45, interval '80 minutes', true, 'speed-to-lead', null, null, null, null),
        ('broken', 15, interval '75 minutes', true, 'speed-to-lead', null, null, null, null),
        ('merged', 3, interval '3 hours', false, null, null, null, null, null),
        ('raised', 1, interval '1 hour', false, 'STUCK', null, null, null, null))
        as f (kind, percent, after, owned, name, number, amount, total, flag)
      join lead on n % 100 < f.percent
      order by at;
      """;

  @Test
  void aMonthIsMeasured() throws SQLException {
    // given
    int leads = Integer.getInteger("leadline.scale");
    try (Connection connection = SlaDatabase.fresh().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(FILL.replace(":leads", Integer.toString(leads)));
      statement.execute("vacuum analyze");
      connection.setAutoCommit(false);
      statement.execute(PostgresScorecards.READING);
      System.out.println("SCALE " + leads + " leads");

      // then
      for (int days : List.of(1, 7, 28)) {
        ask(connection, days, Set.of());
        ask(connection, days, Set.of(Split.SEGMENT, Split.SOURCE, Split.TEAM));
      }
      // The last one is captured as the period ends.
      assertThat(ask(connection, 28, Set.of())).contains(leads - 1);
      connection.rollback();

      // and
      Set<LeadId> forgotten = somebody(statement);
      long begun = System.nanoTime();
      new PostgresErasures().forget(connection, forgotten);
      System.out.printf("SCALE %s forgotten after %d ms%n", forgotten, millisSince(begun));
      assertThat(facts(statement, forgotten)).isZero();
    }
  }

  private static Set<LeadId> somebody(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select lead_id from scorecard_captured where sequence = 1 + (select max(sequence) / 2 from scorecard_captured)")) {
      row.next();
      return Set.of(new LeadId(row.getObject(1, UUID.class)));
    }
  }

  private static long facts(Statement statement, Set<LeadId> leads) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select count(*) from scorecard_fact where lead_id = '"
                + leads.iterator().next()
                + "'")) {
      row.next();
      return row.getLong(1);
    }
  }

  /// The leads captured.
  private static List<Integer> ask(Connection connection, int days, Set<Split> splits)
      throws SQLException {
    Question question = new Question(END.minus(Duration.ofDays(days)), END, Instant.now(), splits);
    long begun = System.nanoTime();
    List<Measure> all = new ArrayList<>();
    StringBuilder each = new StringBuilder();
    if (splits.contains(Split.TEAM)) {
      LastOwners.know(connection, question);
      each.append(" owners %d".formatted(millisSince(begun)));
    }
    for (FigureQuery query : FigureQueries.ALL) {
      long started = System.nanoTime();
      all.addAll(query.ask(connection, question));
      each.append(
          " %s %d".formatted(query.columns().getFirst().figure().id(), millisSince(started)));
    }
    System.out.println(
        "SCALE %2d days by %-24s %6d ms:%s".formatted(days, splits, millisSince(begun), each));
    return all.stream()
        .filter(it -> it.figure() == Figure.LEADS_CAPTURED)
        .map(it -> Objects.requireNonNull(it.numerator()).intValue())
        .toList();
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }
}
