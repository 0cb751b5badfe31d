package dev.leadline.policy.load;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.PolicyLoad.Rejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The policies of the tests: `small` is complete and fine; each of `bad` and `warned` is laid over
/// it.
final class TestPolicies {
  private static final Path ROOT = Path.of("src/test/resources/policies");

  private TestPolicies() {}

  static Path small() {
    return ROOT.resolve("small");
  }

  static Stream<Path> bad() {
    return files(ROOT.resolve("bad")).stream();
  }

  static Policy load(Path directory) {
    return switch (PolicyLoader.load(directory)) {
      case Loaded(Policy policy, _) -> policy;
      case Rejected(var issues) -> throw new AssertionError(issues.toString());
    };
  }

  static Stream<Path> warned() {
    return files(ROOT.resolve("warned")).stream();
  }

  /// Copies the small policy, lays a case over it and takes away what its file `without` names.
  static Path laidOver(Path change, Path target) throws IOException {
    for (Path file : Stream.concat(files(small()).stream(), files(change).stream()).toList()) {
      Files.write(target.resolve(file.getFileName()), Files.readAllBytes(file));
    }
    Path without = change.resolve("without");
    for (String name : Files.exists(without) ? Files.readAllLines(without) : List.<String>of()) {
      Files.delete(target.resolve(name));
    }
    return target;
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
