package dev.leadline.lifecycle.stage;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Actor;
import dev.leadline.events.Score;
import dev.leadline.lifecycle.Scores;
import dev.leadline.lifecycle.ShippedPolicy;
import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.Policy;
import dev.leadline.testsupport.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What holds of every lead, whatever is asked of it and in whatever order.
class StageLawsTest {
  private static final Policy SHIPPED = ShippedPolicy.load();
  private static final LifecyclePolicy POLICY = SHIPPED.lifecycle();
  private static final StageMachine MACHINE = new StageMachine(SHIPPED);
  private static final List<Score> SCORES =
      List.of(Scores.COLD, Scores.INTERESTED, Scores.QUALIFIED, Scores.HAND_RAISED);
  private static final List<String> REASONS = List.of("not-ready", "spam", "mistake", "whatever");

  @Test
  void aLeadIsAlwaysInAStageOfThePolicyAndEveryMoveIsOneOfItsTransitions() {
    Seeded.check(
        71,
        300,
        random -> {
          // given
          StagedLead lead = MACHINE.enter(aLead().build(), MONDAY_MORNING).after();
          List<Move> moves = new ArrayList<>();
          Instant at = MONDAY_MORNING;
          // when
          for (int step = 0; step < 40; step++) {
            at = at.plus(Duration.ofHours(random.nextInt(-24, 240)));
            List<Move> made = step(lead, at, random);
            moves.addAll(made);
            lead = made.isEmpty() ? lead : made.getLast().after();
          }
          // then
          moves.forEach(StageLawsTest::isLegal);
          assertThat(lead.moves()).isEqualTo(moves.size() + 1);
          for (String stage : POLICY.stages()) {
            long entered = moves.stream().filter(m -> m.after().stage().equals(stage)).count();
            assertThat(lead.visits().getOrDefault(stage, 0))
                .isEqualTo(entered + (stage.equals(POLICY.initial()) ? 1 : 0));
          }
        });
  }

  private static List<Move> step(StagedLead lead, Instant at, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> MACHINE.advance(lead.scored(anyOf(SCORES, random), at), at);
      case 1 ->
          MACHINE
              .onAcceptance(lead, new Actor(Actor.Kind.REP, "ana"), at)
              .map(List::of)
              .orElse(List.of());
      default -> {
        Actor actor = new Actor(anyOf(List.of(Actor.Kind.values()), random), "someone");
        Ask ask = new Ask(anyOf(POLICY.stages(), random), actor, anyOf(REASONS, random));
        yield MACHINE.ask(lead, ask, at) instanceof Answer.Moved(Move move)
            ? List.of(move)
            : List.of();
      }
    };
  }

  private static void isLegal(Move move) {
    StagedLead before = move.before();
    assertThat(before).isNotNull();
    assertThat(POLICY.stages()).contains(move.after().stage());
    assertThat(POLICY.transitions())
        .anyMatch(transition ->
            transition.from().contains(String.valueOf(move.from()))
                && transition.to().equals(move.after().stage())
                && transition.actors().contains(move.actor().kind()));
    assertThat(move.after().enteredAt())
        .isAfterOrEqualTo(Objects.requireNonNull(before).enteredAt());
  }

  private static <T> T anyOf(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
