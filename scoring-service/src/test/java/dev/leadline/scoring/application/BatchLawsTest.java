package dev.leadline.scoring.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.policy.Policy;
import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.scoring.AnyStream;
import dev.leadline.scoring.ScoringPolicies;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.testsupport.Cuts;
import dev.leadline.testsupport.Seeded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What holds of every stream of events under the shipped policy.
class BatchLawsTest {
  private static final Policy POLICY = ScoringPolicies.shipped();
  private static final Policy OTHER =
      ScoringPolicies.aPolicy()
          .fit("known", 30, ScoringPolicies.has("employees"))
          .engagement("page_viewed", 6, new Decay.HalfLife(Duration.ofDays(9)))
          .engagement("form_submitted", 25, new Decay.Linear(Duration.ofDays(40)))
          .engagement("email_unsubscribed", -30, new Decay.Linear(Duration.ofDays(90)))
          .handRaise("asked", "demo_requested")
          .inShipped("test-2");

  @Test
  void everyDecisionIsTheSameToTheByteHoweverTheStreamIsCutAndWheneverTimersRun() {
    Seeded.check(
        61,
        60,
        random -> {
          // given
          List<Envelope<?>> stream = AnyStream.withMerges(random);
          var atOnce = new ScoringWithoutInfrastructure(POLICY);
          var inPieces = new ScoringWithoutInfrastructure(POLICY);
          // when
          atOnce.batch(stream);
          for (List<Envelope<?>> piece : Cuts.of(stream, random, 7)) {
            if (random.nextBoolean()) {
              inPieces.restart();
            }
            if (random.nextInt(3) == 0) {
              inPieces.lookUntil(piece.getFirst().recordedAt());
            }
            inPieces.batch(piece);
          }
          Instant end = stream.getLast().recordedAt();
          atOnce.lookUntil(end);
          inPieces.lookUntil(end);
          // then
          assertThat(inPieces.leads()).isEqualTo(atOnce.leads());
          assertThat(told(inPieces)).isEqualTo(told(atOnce));
          assertThat(decided(inPieces)).isEqualTo(decided(atOnce));
          assertThat(atOnce.said()).extracting(Envelope::id).doesNotHaveDuplicates();
        });
  }

  @Test
  void whoIsErasedIsForgottenTheSameWayHoweverTheStreamIsCut() {
    Seeded.check(
        73,
        30,
        random -> {
          // given
          List<Envelope<?>> stream = AnyStream.withLeadsThatComeAgain(random);
          var oneByOne = new ScoringWithoutInfrastructure(POLICY);
          var inPieces = new ScoringWithoutInfrastructure(POLICY);
          // when
          stream.forEach(oneByOne::batch);
          Cuts.of(stream, random, 15).forEach(inPieces::batch);
          // then
          assertThat(inPieces.leads()).isEqualTo(oneByOne.leads());
          assertThat(inPieces.histories()).isEqualTo(oneByOne.histories());
          assertThat(told(inPieces)).isEqualTo(told(oneByOne));
          assertThat(decided(inPieces)).isEqualTo(decided(oneByOne));
        });
  }

  @Test
  void aHistoryComesToWhatTheEventsCameToOneByOne() {
    Seeded.check(
        67,
        60,
        random -> {
          // given
          var scoring = new ScoringWithoutInfrastructure(POLICY);
          // when
          scoring.batch(AnyStream.of(random));
          // then
          scoring
              .leads()
              .forEach((id, lead) ->
                  assertThat(scoring.replayed(id, POLICY)).as("lead %s", id).contains(lead));
        });
  }

  @Test
  void aPolicyThatComesAtAnyTimeScoresAsIfItHadAlwaysBeenInForce() {
    Seeded.check(
        71,
        40,
        random -> {
          // given
          List<Envelope<?>> stream = AnyStream.of(random);
          int change = random.nextInt(stream.size());
          var always = new ScoringWithoutInfrastructure(OTHER);
          var changed = new ScoringWithoutInfrastructure(POLICY);
          // when
          always.batch(stream);
          changed.batch(stream.subList(0, change));
          changed.activate(OTHER);
          changed.batch(stream.subList(change, stream.size()));
          changed.rescore();
          // then
          Instant later = stream.getLast().recordedAt().plus(Duration.ofDays(1));
          always.lookUntil(later);
          changed.lookUntil(later);
          assertThat(changed.leads().keySet()).isEqualTo(always.leads().keySet());
          changed
              .leads()
              .forEach((id, lead) -> {
                ScoredLead other = Objects.requireNonNull(always.leads().get(id));
                assertThat(lead.contributions()).isEqualTo(other.contributions());
                assertThat(lead.qualified()).isEqualTo(other.qualified());
              });
        });
  }

  /// What was told of each lead, to the byte.
  private static Map<String, List<String>> told(ScoringWithoutInfrastructure scoring) {
    return scoring.said().stream()
        .collect(
            Collectors.groupingBy(
                envelope -> envelope.event().subject(),
                TreeMap::new,
                Collectors.mapping(BatchLawsTest::written, Collectors.toList())));
  }

  /// All but when it was written down, which a timer that runs later does later.
  private static String written(Envelope<?> envelope) {
    Map<String, String> headers = new TreeMap<>(EventCodec.headers(envelope));
    headers.remove("ce_recordedtime");
    return headers + new String(EventCodec.value(envelope.event()), StandardCharsets.UTF_8);
  }

  private static Set<List<Object>> decided(ScoringWithoutInfrastructure scoring) {
    return scoring.decisions().stream()
        .<List<Object>>map(one ->
            List.of(
                one.id(),
                one.lead(),
                one.happenedAt(),
                one.outcome(),
                one.reasons(),
                one.inputDigest()))
        .collect(Collectors.toSet());
  }
}
