package dev.leadline.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadline.stack.local.StackState.Phase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {
  private static final ProcessRecord GONE =
      new ProcessRecord("supervisor", Integer.MAX_VALUE, Instant.EPOCH);

  @TempDir private Path folder;
  private final List<String> progress = new ArrayList<>();
  private final List<Process> started = new ArrayList<>();
  private DataDirectory data;
  private LocalStack stack;

  @BeforeEach
  void createFolders() {
    data = new DataDirectory(folder);
    data.create();
    stack = new LocalStack(data, Map.of(), progress::add);
  }

  @AfterEach
  void endWhatWasStarted() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void aStackThatWasNeverStartedIsStopped() throws Exception {
    // when
    JsonNode status = new ObjectMapper().readTree(stack.status().json());
    // then
    assertThat(status.path("state").asText()).isEqualTo("stopped");
    assertThat(status.has("token")).isFalse();
    assertThat(status.path("sources")).isEmpty();
    assertThat(status.at("/services/sla-monitor/url").asText()).isEqualTo("http://127.0.0.1:8085");
    assertThat(status.at("/services/intake/ready").asBoolean(true)).isFalse();
    assertThat(status.at("/kafka/bootstrap").asText()).isEqualTo("127.0.0.1:9092");
    assertThat(status.at("/postgres/url").asText())
        .isEqualTo("jdbc:postgresql://127.0.0.1:54320/postgres?user=postgres");
  }

  @Test
  void theStatusHoldsTheTokenAndTheSources() throws Exception {
    // given
    String token = AccessToken.ensure(data);
    LocalSources.ensure(data, Ports.from(Map.of()));
    // when
    JsonNode status = new ObjectMapper().readTree(stack.status().json());
    // then
    assertThat(status.path("token").asText()).isEqualTo(token);
    assertThat(status.at("/sources/0/kind").asText()).isEqualTo("hubspot");
    assertThat(status.at("/sources/0/secret").asText()).isNotEmpty();
  }

  @Test
  void whatABrokenRunLeftBehindIsToldAndNotStartedOver() throws Exception {
    // given
    Process left = sleeper();
    leave(record("kafka", left));
    // then
    assertThat(stack.status().state()).isEqualTo(StackStatus.State.PARTIAL);
    assertThat(stack.status().kafka().pid()).isEqualTo(left.pid());
    assertThatThrownBy(stack::up)
        .isInstanceOf(StackException.class)
        .hasMessage(
            "Part of a stack runs with the data of '%s': kafka (pid %d). './leadline status' tells how it is, './leadline down' stops it."
                .formatted(folder, left.pid()));
  }

  @Test
  void downEndsWhatABrokenRunLeftBehindAndNothingElse() throws Exception {
    // given
    Process left = sleeper();
    Process stranger = sleeper();
    ProcessRecord reused = new ProcessRecord("intake", stranger.pid(), Instant.EPOCH);
    leave(record("kafka", left), reused);
    // when
    boolean anything = stack.down();
    // then
    assertThat(anything).isTrue();
    assertThat(left.isAlive()).isFalse();
    assertThat(stranger.isAlive()).isTrue();
    assertThat(progress).containsExactly("kafka (pid %d) stopped".formatted(left.pid()));
    assertThat(stack.status().state()).isEqualTo(StackStatus.State.STOPPED);
  }

  @Test
  void downOfNothingDoesNothing() {
    assertThat(stack.down()).isFalse();
    assertThat(progress).isEmpty();
  }

  private void leave(ProcessRecord... members) {
    StateFile.write(data, new StackState(Phase.READY, GONE, Map.of(), List.of(members)));
  }

  private static ProcessRecord record(String name, Process process) {
    return new ProcessRecord(name, process.pid(), process.info().startInstant().orElseThrow());
  }

  private Process sleeper() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    started.add(process);
    return process;
  }
}
