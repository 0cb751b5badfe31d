package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
  private static final Path ROOT = Path.of(System.getProperty("leadline.root", "../.."));
  private static final Path DOCUMENT = ROOT.resolve("docs/asyncapi.yaml");

  /// `mvn -pl libs/events test -Dtest=AsyncApiTest -Dleadline.asyncapi.write=true` writes the
  /// document anew.
  @Test
  void thePublishedDocumentSaysWhatTheRecordsSay() throws IOException {
    String expected =
        new AsyncApiDocument(ROOT.resolve("libs/events/src/main/java/dev/leadline/events")).text();
    if (Boolean.getBoolean("leadline.asyncapi.write")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
  }
}
