package dev.leadline.routing.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.policy.RoutingPolicy.Leave;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.load.PolicyLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a lead asks of a rep, with the policy of the example company.
class DemandTest {
  private static final Instant TEN_IN_BERLIN = Instant.parse("2026-03-02T09:00:00Z");
  private static final Policy POLICY =
      switch (PolicyLoader.load(
          Path.of(System.getProperty("leadline.root", ".."), "policies", "default"))) {
        case PolicyLoad.Loaded loaded -> loaded.policy();
        case PolicyLoad.Rejected(var issues) -> throw new AssertionError(issues.toString());
      };
  private static final PoolDefinition NOTHING_SAID = asking(null, null);
  private static final PoolDefinition MATCHING_LANGUAGES =
      new PoolDefinition(null, null, null, null, true, null, null, null, null, null);

  @ParameterizedTest
  @CsvSource({"de, de", "de-AT, de", "pt_BR, pt", "EN, en", "deutsch,", "zh-Hant-TW, zh"})
  void aLanguageIsReadFromItsTag(String tag, String language) {
    assertThat(Demand.languageOf(tag).orElse(null)).isEqualTo(language);
  }

  @Test
  void aPoolThatMatchesLanguagesPassesOverWhoDoesNotSpeakIt() {
    // given
    Attendance attendance = attendance(TEN_IN_BERLIN, List.of(), MATCHING_LANGUAGES);
    // then
    assertThat(skip(attendance, new Demand(Map.of(), "fr"))).isEqualTo(SkipReason.MISSING_SKILL);
    assertThat(skip(attendance, new Demand(Map.of(), "de"))).isNull();
    assertThat(skip(attendance, Demand.NONE)).isNull();
  }

  @Test
  void whoHasNotAllSkillsOfThePoolIsPassedOver() {
    // given
    PoolDefinition legal = asking(Set.of("german", "legal"), null);
    // then
    assertThat(skip(attendance(TEN_IN_BERLIN, List.of(), legal), Demand.NONE))
        .isEqualTo(SkipReason.MISSING_SKILL);
    assertThat(skip(attendance(TEN_IN_BERLIN, List.of(), asking(Set.of(), null)), Demand.NONE))
        .isNull();
    assertThat(skip(attendance(TEN_IN_BERLIN, List.of(), NOTHING_SAID), Demand.NONE)).isNull();
  }

  @Test
  void thePoolsHoursCountInPlaceOfThoseOfItsMembers() {
    // given
    PoolDefinition american = asking(null, "us-east");
    Instant tenInNewYork = Instant.parse("2026-03-02T15:00:00Z");
    Instant noonInNewYork = Instant.parse("2026-03-02T17:00:00Z");
    // when it is ten in Berlin, which is four in New York
    Attendance morning = attendance(TEN_IN_BERLIN, List.of(), american);
    // then
    assertThat(skip(morning, Demand.NONE)).isEqualTo(SkipReason.OUTSIDE_HOURS);
    assertThat(morning.back(pool(morning), "greta", SkipReason.OUTSIDE_HOURS))
        .contains(tenInNewYork.minusSeconds(3600));
    assertThat(morning.isOpen(pool(morning))).isFalse();
    assertThat(skip(attendance(TEN_IN_BERLIN, List.of(), NOTHING_SAID), Demand.NONE)).isNull();

    // and when it is six in Berlin, which is noon in New York
    Attendance evening = attendance(noonInNewYork, List.of(), american);
    // then
    assertThat(skip(evening, Demand.NONE)).isNull();
    assertThat(evening.isOpen(pool(evening))).isTrue();
    assertThat(skip(attendance(noonInNewYork, List.of(), NOTHING_SAID), Demand.NONE))
        .isEqualTo(SkipReason.OUTSIDE_HOURS);
  }

  @Test
  void leaveMayTakeAnHour() {
    // given
    List<Leave> dentist =
        List.of(
            new Leave(
                LocalDateTime.parse("2026-03-02T10:00"), LocalDateTime.parse("2026-03-02T11:00")));
    // then
    assertThat(skip(attendance(TEN_IN_BERLIN.minusSeconds(1), dentist, NOTHING_SAID), Demand.NONE))
        .isNull();
    Attendance away = attendance(TEN_IN_BERLIN, dentist, NOTHING_SAID);
    assertThat(skip(away, Demand.NONE)).isEqualTo(SkipReason.ON_LEAVE);
    assertThat(away.back(pool(away), "greta", SkipReason.ON_LEAVE))
        .contains(TEN_IN_BERLIN.plusSeconds(3600));
    assertThat(
            skip(attendance(TEN_IN_BERLIN.plusSeconds(3600), dentist, NOTHING_SAID), Demand.NONE))
        .isNull();
  }

  @Test
  void aPoolCanBeChangedAtRunTimeAndARepsOwnWordGoesFirst() {
    // given
    PoolDefinition changed =
        new PoolDefinition(
            null,
            List.of(new Member("ines", 5), new Member("greta", 1)),
            null,
            Set.of(),
            null,
            null,
            null,
            null,
            null,
            null);
    // when
    Roster roster = Roster.of(POLICY, List.of(greta(List.of())), Map.of("inbound", changed));
    // then
    assertThat(roster.pool("inbound").map(Pool::members).orElseThrow())
        .containsExactly(new Member("ines", 5));
    assertThat(roster.membershipsOf("greta")).isEqualTo(Map.of("dach", 2));
    assertThat(roster.membershipsOf("ines")).isEqualTo(Map.of("mid-market", 1, "inbound", 5));
    assertThat(roster.isDefined("inbound")).isTrue();
  }

  private static PoolDefinition asking(@Nullable Set<String> skills, @Nullable String hours) {
    return new PoolDefinition(null, null, hours, skills, null, null, null, null, null, null);
  }

  /// Who is there, with Greta on leave and this said of the pool `dach`.
  private static Attendance attendance(Instant now, List<Leave> leave, PoolDefinition dach) {
    return new Attendance(
        POLICY, Roster.of(POLICY, List.of(greta(leave)), Map.of("dach", dach)), now);
  }

  private static RosterEntry greta(List<Leave> leave) {
    return RosterEntry.asInPolicy("greta")
        .with(
            new RepDefinition(
                "Greta",
                "greta@leadline.example",
                true,
                "berlin",
                null,
                Set.of("german"),
                Set.of("de"),
                new Caps(null, null, null),
                leave,
                Map.of("dach", 2)));
  }

  private static @Nullable SkipReason skip(Attendance attendance, Demand demand) {
    return attendance
        .skip(pool(attendance), new Member("greta", 2), RepLoad.NONE, demand)
        .orElse(null);
  }

  private static Pool pool(Attendance attendance) {
    return attendance.roster().pool("dach").orElseThrow();
  }
}
