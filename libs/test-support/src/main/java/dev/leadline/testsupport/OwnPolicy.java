package dev.leadline.testsupport;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Gives a Quarkus test a copy of the shipped policy that it may change; a change is seen within
/// tenths of a second. The folder is the setting `leadline.policy.dir`.
public final class OwnPolicy implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      Path own = Files.createTempDirectory(Path.of("target"), "policy-");
      for (Path file : shipped()) {
        Files.copy(file, own.resolve(file.getFileName()));
      }
      return Map.of(
          "leadline.policy.dir", own.toString(), "leadline.policy.reload-every", "PT0.1S");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../policies/default"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
