package dev.leadline.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.stack.local.StackState.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {
  @TempDir private Path folder;
  private DataDirectory data;

  @BeforeEach
  void createFolders() {
    data = new DataDirectory(folder);
    data.create();
  }

  @Test
  void whatIsWrittenIsRead() {
    // given
    StackState state =
        new StackState(
            Phase.READY,
            ProcessRecord.current("supervisor"),
            Map.of("kafka", 9092),
            List.of(new ProcessRecord("kafka", 7, Instant.parse("2026-03-02T09:00:00.120Z"))));
    // when
    StateFile.write(data, state);
    // then
    assertThat(StateFile.read(data)).contains(state);
    StateFile.delete(data);
    assertThat(StateFile.read(data)).isEmpty();
  }

  @Test
  void aDamagedStateNamesItsFile() throws Exception {
    // given
    Files.writeString(data.state(), "{");
    // then
    assertThatThrownBy(() -> StateFile.read(data))
        .isInstanceOf(StackException.class)
        .hasMessageStartingWith("'" + data.state() + "' cannot be read: ");
  }

  @Test
  void aProcessIsAliveUnderItsPidAndStart() {
    assertThat(ProcessRecord.current("me").alive()).contains(ProcessHandle.current());
  }

  @Test
  void anotherProcessWithTheSamePidIsNotMistakenForIt() {
    // given
    ProcessRecord reused =
        new ProcessRecord(
            "kafka", ProcessHandle.current().pid(), Instant.parse("2001-01-01T00:00:00Z"));
    // then
    assertThat(reused.alive()).isEmpty();
  }
}
