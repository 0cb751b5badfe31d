package dev.leadline.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void nameLog() {
    log = folder.resolve("a.log");
  }

  @Test
  void aLineIsToldWhenItIsComplete() throws Exception {
    // given
    LogTail tail = LogTail.fromStart(log);
    assertThat(tail.newLines()).isEmpty();
    Files.writeString(log, "one\ntw");
    assertThat(tail.newLines()).containsExactly("one");
    // when
    Files.writeString(log, "o\nthree\n", StandardOpenOption.APPEND);
    // then
    assertThat(tail.newLines()).containsExactly("two", "three");
    assertThat(tail.newLines()).isEmpty();
  }

  @Test
  void fromTheEndOnlyWhatIsAddedIsTold() throws Exception {
    // given
    Files.writeString(log, "old\n");
    LogTail tail = LogTail.fromEnd(log);
    // when
    Files.writeString(log, "new\n", StandardOpenOption.APPEND);
    // then
    assertThat(tail.newLines()).containsExactly("new");
  }

  @Test
  void aLogThatIsBegunAnewIsReadFromItsStart() throws Exception {
    // given
    Files.writeString(log, "a long line\n");
    LogTail tail = LogTail.fromEnd(log);
    // when
    Files.writeString(log, "new\n");
    // then
    assertThat(tail.newLines()).containsExactly("new");
  }

  @Test
  void aCharacterCutByThePortionIsNotLost() throws Exception {
    // given
    String line = "x".repeat(64 * 1024 - 1) + "é";
    Files.writeString(log, line + "\n");
    LogTail tail = LogTail.fromStart(log);
    // when
    var first = tail.newLines();
    var second = tail.newLines();
    // then
    assertThat(first).isEmpty();
    assertThat(second).containsExactly(line);
  }
}
