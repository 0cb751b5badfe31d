package dev.leadline.routing.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.testsupport.LeadBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final Policy POLICY =
      ((Loaded)
              PolicyLoader.load(
                  Path.of(System.getProperty("leadline.root"), "policies", "default")))
          .policy();

  @Test
  void withoutChangesTheRosterIsThePolicys() {
    // when
    Roster roster = Roster.of(POLICY, List.of());
    // then
    assertThat(roster.pools()).containsExactlyElementsOf(POLICY.routing().pools().values());
  }

  @Test
  void whoJoinsAPoolComesAfterItsMembers() {
    // when
    Roster roster = Roster.of(POLICY, List.of(defined("aaron", null, Map.of("inbound", 3))));
    // then
    assertThat(inbound(roster).getLast()).isEqualTo(new Member("aaron", 3));
    assertThat(inbound(roster)).hasSize(inbound(Roster.of(POLICY, List.of())).size() + 1);
  }

  @Test
  void whoIsDefinedWithoutPoolsStaysWhereThePolicySays() {
    // given
    String rep = inbound(Roster.of(POLICY, List.of())).getFirst().rep();
    // when
    Roster roster = Roster.of(POLICY, List.of(defined(rep, null, null)));
    // then
    assertThat(inbound(roster)).extracting(Member::rep).contains(rep);
  }

  @Test
  void whoIsDefinedWithNoPoolLeavesThemAll() {
    // given
    String rep = inbound(Roster.of(POLICY, List.of())).getFirst().rep();
    // when
    Roster roster = Roster.of(POLICY, List.of(defined(rep, null, Map.of())));
    // then
    assertThat(roster.membershipsOf(rep)).isEmpty();
  }

  @Test
  void aRepWhoseCalendarIsGoneFromThePolicyIsInactive() {
    // when
    Roster roster = Roster.of(POLICY, List.of(defined("aaron", "atlantis", null)));
    // then
    assertThat(roster.rep("aaron").orElseThrow().rep().active()).isFalse();
  }

  @Test
  void aPauseWithAnEndIsOverByItself() {
    // given
    RosterEntry paused =
        RosterEntry.asInPolicy("ana")
            .with(Presence.PAUSED, LeadBuilder.MONDAY_MORNING.plus(Duration.ofHours(1)));
    // then
    assertThat(paused.presenceAt(LeadBuilder.MONDAY_MORNING)).isEqualTo(Presence.PAUSED);
    assertThat(paused.presenceAt(LeadBuilder.MONDAY_MORNING.plus(Duration.ofHours(1))))
        .isEqualTo(Presence.ACTIVE);
  }

  private static List<Member> inbound(Roster roster) {
    return roster.pool("inbound").map(Pool::members).orElseThrow();
  }

  private static RosterEntry defined(
      String rep, @Nullable String calendar, @Nullable Map<String, Integer> pools) {
    return RosterEntry.asInPolicy(rep)
        .with(
            new RepDefinition(
                rep,
                rep + "@leadline.example",
                true,
                calendar,
                null,
                Set.of(),
                Set.of(),
                new Caps(null, null, null),
                null,
                pools));
  }
}
