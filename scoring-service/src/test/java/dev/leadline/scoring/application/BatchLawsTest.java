package dev.leadline.scoring.application;

import static dev.leadline.scoring.application.Happenings.captured;
import static dev.leadline.scoring.application.Happenings.did;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.Policy;
import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.scoring.ScoringPolicies;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.testsupport.Cuts;
import dev.leadline.testsupport.Seeded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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
  private static final List<String> ACTIVITIES =
      List.of(
          "page_viewed",
          "pricing_viewed",
          "form_submitted",
          "email_opened",
          "trial_started",
          "email_unsubscribed",
          "demo_requested",
          "rep_touch");

  @Test
  void everyDecisionIsTheSameToTheByteHoweverTheStreamIsCutAndWheneverTimersRun() {
    Seeded.check(
        61,
        60,
        random -> {
          // given
          List<Envelope<?>> stream = anyStream(random);
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
  void aHistoryComesToWhatTheEventsCameToOneByOne() {
    Seeded.check(
        67,
        60,
        random -> {
          // given
          var scoring = new ScoringWithoutInfrastructure(POLICY);
          // when
          scoring.batch(anyStream(random));
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
          List<Envelope<?>> stream = anyStream(random);
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

  private static List<Envelope<?>> anyStream(Random random) {
    List<Envelope<?>> stream = new ArrayList<>();
    long minute = 0;
    for (int lead = 1; lead <= 3; lead++) {
      stream.add(captured(snapshot(lead, 1, random), minute));
    }
    for (int number = 0; number < 40; number++) {
      minute += 1 + random.nextInt(60 * 24 * 3);
      LeadSnapshot lead = snapshot(1 + random.nextInt(3), 1 + random.nextInt(number + 1), random);
      String activity = ACTIVITIES.get(random.nextInt(ACTIVITIES.size()));
      stream.add(did(lead, activity, Map.of("path", "/pricing/" + number), minute));
    }
    return stream;
  }

  private static LeadSnapshot snapshot(int number, int version, Random random) {
    return aLead(number)
        .version(version)
        .with("employees", random.nextInt(3_000))
        .with("jobTitle", random.nextBoolean() ? "Head of Sales" : "Student")
        .build();
  }
}
