package dev.leadline.sla.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadId;
import dev.leadline.sla.scorecard.Fact;
import dev.leadline.sla.scorecard.Fact.Detail;
import dev.leadline.sla.scorecard.Fact.Owner;
import dev.leadline.sla.scorecard.Figure;
import dev.leadline.sla.scorecard.Kind;
import dev.leadline.sla.scorecard.Measure;
import dev.leadline.sla.scorecard.Question;
import dev.leadline.sla.scorecard.Split;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresScorecardsIT {
  private static final Instant NOW = Instant.parse("2026-03-29T00:00:00Z");
  private static final Set<Split> TEAM = Set.of(Split.TEAM);

  private final DataSource database = SlaDatabase.fresh();
  private final PostgresScorecards scorecards = new PostgresScorecards(database);

  @Test
  void factsThatWereRecordedTooLongAgoAreForgotten() throws SQLException {
    // given
    Instant old = NOW.minus(Duration.ofDays(1_000));
    append(captured(1, old), entered(1, old), captured(2, NOW.minusSeconds(9)));

    // when
    long forgotten = scorecards.removeBefore(NOW.minus(Duration.ofDays(999)));

    // then
    assertThat(forgotten).isEqualTo(2);
    Question ever = question(Instant.EPOCH, NOW, Set.of());
    assertThat(counted(scorecards.measures(List.of(ever)).getFirst(), "leads-captured"))
        .containsExactly(1L);
  }

  @Test
  void questionsAskedTogetherAreAnsweredAsAlone() throws SQLException {
    // given: a lead that changes hands between two instants that are asked about
    append(
        captured(1, day(1)),
        entered(1, day(1)),
        assigned(1, day(2), "team-a"),
        captured(2, day(8)),
        entered(2, day(8)),
        assigned(1, day(9), "team-b"));
    List<Question> questions =
        List.of(
            question(day(0), day(10), TEAM),
            question(day(-20), day(10), TEAM),
            question(day(7), day(10), TEAM),
            question(day(-20), day(10), TEAM),
            new Question(day(0), day(10), day(5), TEAM),
            question(day(0), day(10), Set.of()));

    // when
    List<List<Measure>> together = scorecards.measures(questions);

    // then
    for (int i = 0; i < questions.size(); i++) {
      assertThat(together.get(i))
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(
              scorecards.measures(List.of(questions.get(i))).getFirst());
    }
    assertThat(together.get(1)).isSameAs(together.get(0));
    assertThat(parts(together.get(0))).contains("team-b", "none").doesNotContain("team-a");
    assertThat(parts(together.get(4))).contains("team-a").doesNotContain("team-b");
  }

  private static List<String> parts(List<Measure> measures) {
    return measures.stream()
        .filter(it -> it.figure() == Figure.LEADS_CAPTURED && it.split() == Split.TEAM)
        .map(Measure::part)
        .toList();
  }

  private static List<Long> counted(List<Measure> measures, String figure) {
    return measures.stream()
        .filter(it -> it.figure().id().equals(figure))
        .map(Measure::numerator)
        .toList();
  }

  private static Question question(Instant from, Instant to, Set<Split> splits) {
    return new Question(from, to, to, splits);
  }

  private static Instant day(int number) {
    return NOW.minus(Duration.ofDays(10 - number));
  }

  private void append(Fact... facts) throws SQLException {
    try (Connection connection = database.getConnection()) {
      scorecards.append(connection, List.of(facts));
    }
  }

  private static Fact captured(int lead, Instant at) {
    return fact(Kind.CAPTURED, lead, at, null, new Detail(null, null, null, 5L, 6L, null));
  }

  private static Fact entered(int lead, Instant at) {
    return fact(Kind.ENTERED, lead, at, null, new Detail("lead", null, 1L, null, null, null));
  }

  private static Fact assigned(int lead, Instant at, String team) {
    return fact(Kind.ASSIGNED, lead, at, team, new Detail(null, null, 1L, null, null, false));
  }

  private static Fact fact(Kind kind, int lead, Instant at, @Nullable String team, Detail detail) {
    return new Fact(
        kind,
        new LeadId(new UUID(7, lead)),
        at,
        at,
        0,
        "smb",
        "google",
        new Owner(team, team == null ? null : "rep of " + team),
        detail);
  }
}
