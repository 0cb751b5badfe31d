package dev.leadline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensFileTest {
  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("tokens");
  }

  @Test
  void aChangedFileIsReadAgain() throws IOException {
    // given
    write("one");
    AccessTokensFile tokens = new AccessTokensFile(Optional.of(file));

    // when
    write("one", "another");

    // then
    assertThat(tokens.current().holderOf("another")).isPresent();
  }

  @Test
  void aFileThatIsMadeLaterIsFound() throws IOException {
    AccessTokensFile tokens = new AccessTokensFile(Optional.of(file));
    assertThat(tokens.current().known()).isEmpty();

    write("one");

    assertThat(tokens.current().holderOf("one")).isPresent();
  }

  @Test
  void aWrongFileLeavesTheTokensBeforeInForce() throws IOException {
    write("one");
    AccessTokensFile tokens = new AccessTokensFile(Optional.of(file));

    Files.writeString(file, "nonsense");

    assertThat(tokens.current().holderOf("one")).isPresent();
  }

  @Test
  void withoutTheFileNobodyHasAccess() throws IOException {
    write("one");
    AccessTokensFile tokens = new AccessTokensFile(Optional.of(file));

    Files.delete(file);

    assertThat(tokens.current().holderOf("one")).isEmpty();
    assertThat(new AccessTokensFile(Optional.empty()).current().known()).isEmpty();
  }

  private void write(String... tokens) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String token : tokens) {
      lines.append(AccessTokens.digest(token)).append(" viewer ").append(token).append('\n');
    }
    Files.writeString(file, lines);
  }
}
