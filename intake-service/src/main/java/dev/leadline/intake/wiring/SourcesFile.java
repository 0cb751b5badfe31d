package dev.leadline.intake.wiring;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leadline.intake.delivery.Source;
import dev.leadline.intake.delivery.SourceKind;
import dev.leadline.intake.delivery.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the configured senders: JSON `[{"id", "kind", "secret", "url"}]`. Several secrets of one
/// source, while one is being replaced, stand in one text with a space between them.
final class SourcesFile {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final TypeReference<List<Entry>> ENTRIES = new TypeReference<>() {};

  private SourcesFile() {}

  record Entry(String id, String kind, @Nullable String secret, @Nullable String url) {}

  /// @throws IllegalArgumentException naming the file and what is wrong with it, without a secret
  static Sources read(Path file) {
    try {
      return new Sources(
          MAPPER.readValue(Files.readString(file), ENTRIES).stream()
              .map(SourcesFile::source)
              .toList());
    } catch (IOException unreadable) {
      // Its own message may quote the file, and with it a secret.
      throw new IllegalArgumentException(
          "Sources file '"
              + file
              + "' cannot be read as a list of sources ("
              + unreadable.getClass().getSimpleName()
              + ")");
    }
  }

  private static Source source(Entry entry) {
    SourceKind kind =
        SourceKind.of(entry.kind())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "Source '"
                        + entry.id()
                        + "' is of kind '"
                        + entry.kind()
                        + "', which is none of "
                        + Arrays.stream(SourceKind.values()).map(SourceKind::id).toList()));
    List<String> secrets =
        entry.secret() == null || entry.secret().isBlank()
            ? List.of()
            : List.of(entry.secret().strip().split("\\s+", -1));
    return new Source(entry.id(), kind, secrets, entry.url());
  }
}
