package dev.leadline.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.SlaEvent;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.simulator.export.RecordingWriter;
import dev.leadline.simulator.history.Recording;
import dev.leadline.testsupport.LeadBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The law of a simulation: the recorded policy comes to what was recorded.
///
/// From one seed: services that overtake each other in ways that no recording shows (ADR 17) make a
/// decision in some ten thousand differ, so a fresh seed would fail now and then.
class ReplayLawTest {
  private static final int HISTORIES = 10;
  private static final int LONG = 400;

  private static final Policy POLICY =
      ((PolicyLoad.Loaded)
              PolicyLoader.load(
                  Path.of(System.getProperty("leadline.root"), "policies", "default")))
          .policy();

  @TempDir private Path folder;

  @Test
  void theRecordedPolicyReproducesEveryRecordedDecision() {
    Random random = new Random(7);
    for (int history = 0; history < HISTORIES; history++) {
      // given
      List<Envelope<?>> recorded = history(random);
      // when
      Map<String, List<String>> replayed = replayed(recorded);
      // then
      assertThat(firstMissing(recorded, replayed)).isEmpty();
      assertThat(replayed).isEqualTo(decisions(recorded));
    }
  }

  private static List<Envelope<?>> history(Random random) {
    LiveSystem system = new LiveSystem(POLICY, random, LeadBuilder.MONDAY_MORNING);
    new RandomDays(system, random).go(LONG);
    return system.recorded();
  }

  private Map<String, List<String>> replayed(List<Envelope<?>> recorded) {
    try {
      Path file = folder.resolve("recording.jsonl.gz");
      try (RecordingWriter writer = new RecordingWriter(file)) {
        for (Envelope<?> envelope : recorded) {
          writer.write(envelope);
        }
      }
      Map<String, List<String>> said = new TreeMap<>();
      Recording recording = new Recording(file);
      Replay replay =
          new Replay(
              POLICY,
              recording.timetable(_ -> {}),
              (lead, envelope) -> add(said, lead.toString(), envelope));
      recording.read(replay::accept, _ -> {});
      Files.delete(file);
      return said;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
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
