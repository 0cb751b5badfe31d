package dev.leadline.routing;

import dev.leadline.routing.TestClock.Moved;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The policy of the integration tests, which is the default one with pools and reps of its own,
/// and the tokens `vera` (viewer), `otto` (operator) and `paula` (policy-author).
public final class TestCompany implements QuarkusTestResourceLifecycleManager {
  private @Nullable Path folder;

  @Override
  public Map<String, String> start() {
    Moved.reset();
    try {
      Path made = Files.createTempDirectory("leadline-routing-");
      folder = made;
      Path policy = Files.createDirectory(made.resolve("policy"));
      copy(Path.of(System.getProperty("leadline.root"), "policies", "default"), policy);
      copy(Path.of("src", "test", "resources", "policy"), policy);
      Path tokens = made.resolve("tokens");
      Files.write(
          tokens,
          List.of(
              sha256("vera") + " viewer Vera",
              sha256("otto") + " operator Otto",
              sha256("paula") + " policy-author Paula"));
      return Map.of(
          "leadline.policy.dir",
          policy.toString(),
          "leadline.access.tokens-file",
          tokens.toString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void stop() {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
