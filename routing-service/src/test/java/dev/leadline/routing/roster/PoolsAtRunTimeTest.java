package dev.leadline.routing.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.routing.roster.PoolDefinition.Otherwise;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Pools that the policy does not have, and where they hand leads on.
class PoolsAtRunTimeTest {
  private static final Policy POLICY =
      ((Loaded)
              PolicyLoader.load(
                  Path.of(System.getProperty("leadline.root"), "policies", "default")))
          .policy();

  @Test
  void aPoolOfItsOwnComesAfterThoseOfThePolicyAndHasWhatWasSaidOfIt() {
    // when
    Roster roster =
        roster(Map.of("launch", own(List.of(new Member("greta", 2)), to("inbound")))).roster();
    // then
    assertThat(roster.pools())
        .extracting(Pool::id)
        .containsAll(POLICY.routing().pools().keySet())
        .endsWith("launch");
    Pool launch = roster.pool("launch").orElseThrow();
    assertThat(launch.method()).isEqualTo(Method.WEIGHTED_ROUND_ROBIN);
    assertThat(launch.members()).containsExactly(new Member("greta", 2));
    assertThat(launch.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(launch.nobody().hold()).isEqualTo(Duration.ofHours(1));
    assertThat(launch.nobody().then()).isEqualTo(new Destination.ToPool("inbound"));
    assertThat(roster.membershipsOf("greta")).containsEntry("launch", 2);
    assertThat(roster.isOfPolicy("launch")).isFalse();
    assertThat(roster.isOfPolicy("inbound")).isTrue();
  }

  @Test
  void aRepJoinsAPoolOfItsOwnLikeAnyOther() {
    // given
    RosterEntry pat =
        RosterEntry.asInPolicy("pat")
            .with(
                new RepDefinition(
                    "Pat",
                    "pat@leadline.example",
                    true,
                    null,
                    null,
                    Set.of(),
                    Set.of(),
                    new Caps(null, null, null),
                    null,
                    Map.of("launch", 3)));
    // when
    Roster roster =
        Roster.of(POLICY, List.of(pat), Map.of("launch", own(List.of(), to("inbound"))));
    // then
    assertThat(roster.pool("launch").orElseThrow().members()).containsExactly(new Member("pat", 3));
  }

  @Test
  void whatWasSaidOfAPoolThatThePolicyHadIsNoPoolWithoutIt() {
    // given
    PoolDefinition change =
        new PoolDefinition(
            null,
            List.of(new Member("greta", 1)),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            to("inbound"));
    // then
    assertThat(roster(Map.of("dropped", change)).roster().pool("dropped")).isEmpty();
  }

  @Test
  void onceThePolicyHasAPoolOfThatNameTheChangeIsMadeToThatOne() {
    // given
    PoolDefinition change = own(List.of(new Member("greta", 2)), to("triage-first"));
    // when
    Pool inbound = roster(Map.of("inbound", change)).roster().pool("inbound").orElseThrow();
    // then
    Pool ofPolicy = roster(Map.of()).roster().pool("inbound").orElseThrow();
    assertThat(inbound.zone()).isEqualTo(ofPolicy.zone());
    assertThat(inbound.method()).isEqualTo(ofPolicy.method());
    assertThat(inbound.members()).containsExactly(new Member("greta", 2));
  }

  @Test
  void aPoolOfItsOwnNeedsMembersAndAWayOn() {
    assertThatThrownBy(() -> own(null, to("inbound"))).hasMessageContaining("no members");
    assertThatThrownBy(() -> own(List.of(), null)).hasMessageContaining("no way on");
  }

  @Test
  void aPoolToWhichAnotherHandsLeadsOnCannotGo() {
    // given
    PoolDefinition first = own(List.of(), to("second"));
    // then
    assertThat(roster(Map.of("first", first)).objection("second"))
        .isEqualTo(
            "when nobody is there, leads come to it from pool 'first'; have them hand on elsewhere"
                + " first");
    assertThat(roster(Map.of("first", first)).objection("third")).isNull();
  }

  @Test
  void aPoolCannotHandLeadsOnToOneThatIsNotThere() {
    assertThat(roster(Map.of("first", own(List.of(), to("nowhere")))).objection("first"))
        .isEqualTo(
            "when nobody is there, it hands leads on to pool 'nowhere', which is not known; make"
                + " that first or name another");
  }

  @Test
  void leadsDoNotGoRoundInACircle() {
    // given
    Map<String, PoolDefinition> circle =
        Map.of("first", own(List.of(), to("second")), "second", own(List.of(), to("first")));
    // then
    assertThat(roster(circle).objection("second"))
        .isEqualTo(
            "when nobody is there, leads would go round from pools 'second', 'first' back to"
                + " 'second'; have one of them hand on elsewhere");
    assertThat(roster(Map.of("first", own(List.of(), to("inbound")))).objection("first")).isNull();
  }

  @Test
  void whatOfThePolicyLeadsToAPoolIsNamed() {
    assertThat(HandingOn.ways(POLICY.routing(), "inbound")).contains("rule '").endsWith("to it");
    assertThat(HandingOn.ways(POLICY.routing(), "launch")).isEqualTo("nothing leads to it");
  }

  private record After(Roster roster) {
    @Nullable String objection(String changed) {
      return HandingOn.objection(roster, changed).orElse(null);
    }
  }

  private static After roster(Map<String, PoolDefinition> definitions) {
    return new After(Roster.of(POLICY, List.of(), definitions));
  }

  private static Otherwise to(String pool) {
    return new Otherwise(Duration.ofHours(1), pool, null, null);
  }

  private static PoolDefinition own(@Nullable List<Member> members, @Nullable Otherwise nobody) {
    return new PoolDefinition(
        null, members, null, null, null, null, null, null, ZoneId.of("Europe/Berlin"), nobody);
  }
}
