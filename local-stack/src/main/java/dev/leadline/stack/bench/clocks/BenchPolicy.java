package dev.leadline.stack.bench.clocks;

import dev.leadline.stack.infra.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The shipped policy with a budget of a day in place of minutes, so that a million clocks stay
/// open; the ladder is the shipped one.
final class BenchPolicy {
  static final Duration BUDGET = Duration.ofDays(1);

  private static final String SLA =
      """
      targets:
        - id: speed-to-lead
          starts: {stage: mql}
          stops: {activity: [rep_touch]}
          pauses: {stage: recycled}
          cancels: {stage: disqualified}
          within:
            - {budget: P1D}
          hours: owner
          ladder:
            - {at: 50%, notify: owner}
            - {at: 80%, notify: manager}
            - {at: 100%, reassign: true}
            - {at: 200%, page: on-call}
      """;

  private BenchPolicy() {}

  /// A share of the budget.
  static Duration share(double share) {
    return Duration.ofMillis(Math.round(BUDGET.toMillis() * share));
  }

  /// Writes the policy into a folder that is made for it.
  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path file : shipped()) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
    Files.writeString(folder.resolve("sla.yaml"), SLA);
    return folder;
  }

  private static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(Checkout.root().resolve("policies/default"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
  }
}
