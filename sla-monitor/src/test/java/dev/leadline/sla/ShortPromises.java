package dev.leadline.sla;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The shipped policy with promises short enough to wait for: four seconds from `mql` to a touch.
public class ShortPromises implements QuarkusTestResourceLifecycleManager {
  private static final String SLA =
      """
      targets:
        - id: speed-to-lead
          starts: {stage: mql}
          stops: {activity: [rep_touch]}
          pauses: {stage: recycled}
          cancels: {stage: disqualified}
          within:
            - {budget: PT4S}
          hours: always
          ladder:
            - {at: 50%, notify: owner}
            - {at: 100%, reassign: true}
            - {at: 200%, page: on-call}
      """;

  private @Nullable Path folder;

  @Override
  public Map<String, String> start() {
    try {
      Path shipped = Path.of(System.getProperty("leadline.root", "..")).resolve("policies/default");
      Path policy = Files.createTempDirectory("short-promises");
      folder = policy;
      for (Path file : files(shipped)) {
        Files.copy(file, policy.resolve(file.getFileName()));
      }
      Files.writeString(policy.resolve("sla.yaml"), SLA + more());
      return Map.of("leadline.policy.dir", policy.toString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// What else the policy promises.
  protected String more() {
    return "";
  }

  @Override
  public void stop() {
    Path policy = folder;
    if (policy != null) {
      try {
        for (Path file : files(policy)) {
          Files.delete(file);
        }
        Files.delete(policy);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
  }
}
