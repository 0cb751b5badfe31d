package dev.leadline.routing.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.policy.load.PolicyContent;
import dev.leadline.routing.application.simulation.Simulation.State;
import dev.leadline.routing.application.simulation.Simulation.State.Done;
import dev.leadline.routing.application.simulation.Simulation.State.Failed;
import dev.leadline.routing.application.simulation.Simulation.State.Running;
import dev.leadline.routing.application.simulation.Simulations.Answer;
import dev.leadline.routing.application.simulation.Simulations.Answer.Begun;
import dev.leadline.routing.application.simulation.Simulations.Answer.Busy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Simulations by a simulator that stands in for the real one, in processes of their own.
class SimulationsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final Optional<String> STAND_IN = Optional.of("target/test-classes");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = NOW;
  private Simulations simulations = simulations(STAND_IN, LONG);

  @AfterEach
  void stop() {
    simulations.stop();
  }

  @Test
  void aSimulationEndsWithItsReportAndLeavesNoFiles() {
    // given
    Trial trial =
        new Trial(side("tried", "# report"), side("other", "# report"), NOW.minusSeconds(60), NOW);
    // when
    Done done = (Done) ended(begun(trial));
    // then
    assertThat(done.json())
        .startsWith(
            "{\"told\":\"--attended --bootstrap broker:9092"
                + " --routing-database jdbc:postgresql://db/routing")
        .containsPattern("--policy \\S+/policy --against \\S+/against")
        .contains(" --from 2026-03-02T08:59:00Z --to 2026-03-02T09:00:00Z ")
        .containsPattern(" routed 6[0-4]\"");
    assertThat(done.html()).startsWith("<p>--attended");
    assertThat(folder(done)).doesNotExist();
    assertThat(count("done")).isEqualTo(1);
  }

  @Test
  void onlyOneRunsAtATime() {
    // given
    Simulation first = begun(trial("# wait"));
    // then
    assertThat(simulations.begin(UUID.randomUUID(), trial("# report"), "Paula"))
        .isInstanceOfSatisfying(
            Busy.class, busy -> assertThat(busy.running().id()).isEqualTo(first.id()));
  }

  @Test
  void howFarItIsIsTold() {
    assertThat(following(begun(trial("# wait"))).percent()).isEqualTo(42);
  }

  @Test
  void theProcessOfASimulationThatIsRemovedEnds() {
    // given
    Simulation first = begun(trial("# wait"));
    long pid = following(first).recordedEvents();
    assertThat(ProcessHandle.of(pid)).isPresent();
    // when
    boolean removed = simulations.remove(first.id());
    // then
    assertThat(removed).isTrue();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(simulations.find(first.id())).isEmpty();
    assertThat(simulations.remove(first.id())).isFalse();
    assertThat(count("cancelled")).isEqualTo(1);
    assertThat(begun(trial("# wait"))).isNotNull();
  }

  @Test
  void noProcessStaysWhenTheServiceStops() {
    // given
    long pid = following(begun(trial("# wait"))).recordedEvents();
    // when
    simulations.stop();
    // then
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void aSimulationThatTakesTooLongIsEnded() {
    // given
    simulations = simulations(STAND_IN, Duration.ofMillis(300));
    // then
    assertThat(ended(begun(trial("# wait"))))
        .isEqualTo(
            new Failed(
                NOW,
                "The simulation was not done within PT0.3S, which leadline.simulator.time-limit"
                    + " allows"));
    assertThat(count("failed")).isEqualTo(1);
  }

  @Test
  void aFailureSaysWhy() {
    assertThat(ended(begun(trial("# exit 1"))))
        .isEqualTo(new Failed(NOW, "The simulator ended with exit code 1: It is broken"));
    assertThat(ended(begun(trial("# exit 3"))))
        .isEqualTo(
            new Failed(
                NOW,
                "The simulator needs more memory than the 64 MiB that leadline.simulator.heap"
                    + " allows"));
  }

  @Test
  void reportsAreKeptForAWhileAndOnlyTheLastFew() {
    // given
    List<Simulation> ended = new ArrayList<>();
    for (int number = 0; number < 6; number++) {
      ended.add(begun(trial("# report")));
      ended(ended.getLast());
    }
    assertThat(simulations.find(ended.get(0).id())).isEmpty();
    assertThat(simulations.find(ended.get(1).id())).isPresent();
    // when
    now = NOW.plus(Duration.ofHours(1)).plusSeconds(1);
    simulations.forgetOld();
    // then
    assertThat(simulations.find(ended.get(5).id())).isEmpty();
  }

  @Test
  void nothingIsOfferedWithoutAClassPath() {
    // given
    simulations = simulations(Optional.empty(), LONG);
    // then
    assertThat(simulations.begin(UUID.randomUUID(), trial("# report"), "Paula"))
        .isInstanceOf(Answer.NotOffered.class);
  }

  private Simulation begun(Trial trial) {
    return ((Begun) simulations.begin(UUID.randomUUID(), trial, "Paula")).simulation();
  }

  private State ended(Simulation begun) {
    return await().atMost(PATIENCE).until(() -> state(begun), state -> !(state instanceof Running));
  }

  /// How far it is, once it has said so.
  private Running following(Simulation begun) {
    return (Running)
        await()
            .atMost(PATIENCE)
            .until(
                () -> state(begun),
                state -> !(state instanceof Running running) || running.percent() > 0);
  }

  private State state(Simulation begun) {
    return simulations.find(begun.id()).orElseThrow().state();
  }

  private double count(String outcome) {
    return meters.get("leadline.policy.simulations").tag("outcome", outcome).counter().count();
  }

  private static Path folder(Done done) {
    return Path.of(done.json().replaceFirst("(?s).* (\\S+) routed \\d+\".*", "$1"));
  }

  private static Trial trial(String end) {
    return new Trial(side("tried", end), null, null, null);
  }

  private static Trial.Side side(String version, String end) {
    return new Trial.Side(
        version, PolicyContent.of(Map.of("routing.yaml", "rules: []\n" + end + "\n")));
  }

  private Simulations simulations(Optional<String> classPath, Duration timeLimit) {
    SimulatorConfig config =
        new SimulatorConfig() {
          @Override
          public Optional<String> classPath() {
            return classPath;
          }

          @Override
          public MemorySize heap() {
            return new MemorySize(BigInteger.valueOf(64 << 20));
          }

          @Override
          public Duration timeLimit() {
            return timeLimit;
          }

          @Override
          public Duration keptFor() {
            return Duration.ofHours(1);
          }
        };
    return new Simulations(
        config,
        new SimulatorCommand(
            config, "broker:9092", "jdbc:postgresql://db/routing", "routed", Optional.empty()),
        new SimulationMetrics(meters),
        () -> now);
  }
}
