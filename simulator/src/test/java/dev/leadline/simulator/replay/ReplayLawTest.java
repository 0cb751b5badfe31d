package dev.leadline.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.TurnTaken;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.simulator.history.Entry;
import dev.leadline.simulator.history.Recording;
import dev.leadline.simulator.history.Service;
import dev.leadline.testsupport.LeadBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The law of a simulation: the recorded policy comes to what was recorded, though leads share
/// accounts, are merged and forgotten, reps come and go, services overtake each other, and records
/// come twice or are buried and tried again.
///
/// `-Dleadline.histories=400` tries as many; `-Dleadline.dense=true` those in which things happen
/// every few milliseconds.
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

  @ParameterizedTest
  @ValueSource(ints = {100, 377, 640, 911})
  void aRecordingEndsAsTheServicesStoodAtSomeMoment(int turns) throws IOException {
    // given
    Random random = new Random(turns);
    LiveSystem system = new LiveSystem(POLICY, random, LeadBuilder.MONDAY_MORNING);
    system.recordAfter(turns);
    new RandomDays(system, random).goDense(LONG);
    // when
    Map<String, List<String>> replayed = replayed(system);
    // then
    List<Envelope<?>> recorded = new ArrayList<>();
    new Recording(folder.resolve("recording.jsonl.gz"))
        .read(
            entry -> {
              if (entry instanceof Entry.Said said) {
                recorded.add(said.complete());
              }
            },
            _ -> {});
    assertThat(recorded).hasSizeLessThan(system.recorded().size());
    assertThat(replayed).isNotEmpty().isEqualTo(decisions(recorded));
  }

  @Test
  void aTurnThatIsMissingShows() throws IOException {
    // given
    LiveSystem system = history(1);
    List<Envelope<TurnTaken>> turns = system.turnsOf(Service.LIFECYCLE);
    // when
    turns.remove(turns.size() / 2);
    // then
    assertThat(replayed(system)).isNotEqualTo(decisions(system.recorded()));
  }

  @Test
  void turnsInAnotherOrderShow() throws IOException {
    // given
    LiveSystem system = history(1);
    List<Envelope<TurnTaken>> turns = system.turnsOf(Service.ROUTING);
    // when
    for (int at = 0; at + 1 < turns.size(); at += 2) {
      Collections.swap(turns, at, at + 1);
    }
    // then
    assertThat(replayed(system)).isNotEqualTo(decisions(system.recorded()));
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
    Replay replay = new Replay(POLICY, (lead, envelope) -> add(said, lead.toString(), envelope));
    new Recording(file).read(replay::accept, _ -> {});
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

  private static String text(Envelope<?> said) {
    return String.join(
        " ",
        said.event().getClass().getSimpleName(),
        said.id().toString(),
        said.time().toString(),
        said.recordedAt().toString(),
        new String(EventCodec.value(said.event()), StandardCharsets.UTF_8));
  }
}
