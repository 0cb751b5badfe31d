package dev.leadline.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.SlaEvent;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.simulator.history.Recording;
import dev.leadline.testsupport.LeadBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The law of a simulation: the recorded policy comes to what was recorded, though leads share
/// accounts, are merged and forgotten, reps come and go, and services overtake each other.
///
/// `-Dleadline.histories=400` tries as many; `-Dleadline.dense=true` those in which things happen
/// every few milliseconds; not all of them hold yet (ADR 0017).
class ReplayLawTest {
  private static final int HISTORIES = Integer.getInteger("leadline.histories", 24);
  private static final int LONG = 400;

  private static final Policy POLICY =
      ((PolicyLoad.Loaded)
              PolicyLoader.load(
                  Path.of(System.getProperty("leadline.root"), "policies", "default")))
          .policy();

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("seeds")
  void theRecordedPolicyReproducesEveryRecordedDecision(int seed) throws IOException {
    // given
    LiveSystem system = history(seed);
    // when
    Map<String, List<String>> replayed = replayed(system);
    // then
    assertThat(firstMissing(system.recorded(), replayed)).isEmpty();
    assertThat(replayed).isEqualTo(decisions(system.recorded()));
  }

  private static IntStream seeds() {
    return IntStream.rangeClosed(1, HISTORIES);
  }

  private static LiveSystem history(int seed) {
    Random random = new Random(seed);
    LiveSystem system = new LiveSystem(POLICY, random, LeadBuilder.MONDAY_MORNING);
    RandomDays days = new RandomDays(system, random);
    if (Boolean.getBoolean("leadline.dense")) {
      days.goDense(LONG);
    } else {
      days.go(LONG);
    }
    return system;
  }

  private Map<String, List<String>> replayed(LiveSystem system) throws IOException {
    Path file = folder.resolve("recording.jsonl.gz");
    system.record(file);
    Map<String, List<String>> said = new TreeMap<>();
    Recording recording = new Recording(file);
    Replay replay =
        new Replay(
            POLICY,
            recording.timetable(_ -> {}),
            (lead, envelope) -> add(said, lead.toString(), envelope));
    recording.read(replay::accept, _ -> {});
    return said;
  }

  /// The first recorded decision that the replay has not, since others follow from it.
  private static Optional<String> firstMissing(
      List<Envelope<?>> recorded, Map<String, List<String>> replayed) {
    return recorded.stream()
        .filter(envelope -> !envelope.source().equals("/leadline/intake"))
        .filter(
            envelope -> !replayed.getOrDefault(of(envelope), List.of()).contains(text(envelope)))
        .map(envelope ->
            of(envelope)
                + " "
                + text(envelope)
                + " instead of "
                + replayed.getOrDefault(of(envelope), List.of()))
        .findFirst();
  }

  private static String of(Envelope<?> said) {
    return said.event().subject() + " " + said.source();
  }

  private static Map<String, List<String>> decisions(List<Envelope<?>> recorded) {
    Map<String, List<String>> decided = new TreeMap<>();
    recorded.stream()
        .filter(envelope -> !envelope.source().equals("/leadline/intake"))
        .forEach(envelope -> add(decided, envelope.event().subject(), envelope));
    return decided;
  }

  /// What was said of a lead by one service, in order: what two services say at once has no order.
  private static void add(Map<String, List<String>> into, String lead, Envelope<?> said) {
    into.computeIfAbsent(lead + " " + said.source(), _ -> new ArrayList<>()).add(text(said));
  }

  /// Whether the monitor hears of a new stage before or after it hears of the owner is chance, as
  /// is in which order it hears of what happens within milliseconds: what it says of a clock at
  /// such a moment may name the owner or not. The clock is the same.
  private static String text(Envelope<?> said) {
    if (said.event() instanceof SlaEvent && !(said.event() instanceof ReassignmentRequested)) {
      return (said.event().getClass().getSimpleName()
              + " "
              + said.id()
              + new String(EventCodec.value(said.event()), StandardCharsets.UTF_8))
          .replaceAll("\"(calendar|owner|due)\":\"[^\"]*\",?|\"split\":\\{[^}]*}", "");
    }
    String recordedAt = said.source().endsWith("sla-monitor") ? "" : said.recordedAt().toString();
    return said.event().getClass().getSimpleName()
        + " "
        + said.id()
        + " "
        + said.time()
        + " "
        + recordedAt
        + " "
        + new String(EventCodec.value(said.event()), StandardCharsets.UTF_8);
  }
}
