package dev.leadline.routing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Ten thousand reps in a thousand pools, and five hundred rules.
public class BigCompany implements QuarkusTestResourceLifecycleManager {
  static final int REPS = 10_000;
  static final int POOLS = 1_000;
  static final int RULES = 500;
  static final int MEMBERS = REPS / POOLS;

  private final TestCompany small = new TestCompany();

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = small.start();
    Path policy = Path.of(settings.getOrDefault("leadline.policy.dir", ""));
    try {
      Files.writeString(policy.resolve("reps.yaml"), reps());
      Files.writeString(policy.resolve("routing.yaml"), routing());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return settings;
  }

  @Override
  public void stop() {
    small.stop();
  }

  private static String reps() {
    return IntStream.range(0, REPS)
        .mapToObj("rep-%1$d: {name: Rep %1$d, email: rep-%1$d@leadline.example}"::formatted)
        .collect(Collectors.joining("\n"));
  }

  private static String routing() {
    Stream<String> rules =
        IntStream.range(0, RULES - 1)
            .mapToObj(
                "  - {id: rule-%1$d, when: lead.company == 'company-%1$d', to: {pool: pool-%1$d}}"
                    ::formatted);
    Stream<String> pools =
        IntStream.range(0, POOLS)
            .mapToObj(pool ->
                "  pool-%d: {method: weighted-round-robin, members: [%s], nobody: {then: {queue: triage}}}"
                    .formatted(
                        pool,
                        IntStream.range(MEMBERS * pool, MEMBERS * (pool + 1))
                            .mapToObj("rep-%d"::formatted)
                            .collect(Collectors.joining(", "))));
    return Stream.of(
            Stream.of("route-at: [mql]", "keep-owner: [same-person, same-account]", "rules:"),
            rules,
            Stream.of(
                "  - {id: everyone-else, to: {pool: pool-999}}", "queues: [triage]", "pools:"),
            pools)
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }
}
