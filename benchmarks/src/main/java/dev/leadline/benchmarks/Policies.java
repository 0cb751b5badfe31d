package dev.leadline.benchmarks;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.policy.load.PolicyLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The policies to measure with. The directory of the shipped one is named by the system property
/// `leadline.policies`, `policies/default` where it is not.
final class Policies {
  private static final int MORE_FIT_RULES = 200;
  private static final String FIT = "\nfit:\n";

  private Policies() {}

  static Policy shipped() {
    return load(shippedFiles());
  }

  /// The shipped policy with two hundred more fit rules, each of which a lead either matches, does
  /// not match, or misses a field for.
  static Policy ofManyFitRules() {
    Map<String, String> files = shippedFiles();
    files.computeIfPresent("scoring.yaml", (_, scoring) -> withMoreFitRules(scoring));
    return load(files);
  }

  /// The shipped policy with the routing and the reps of a [BigCompany].
  static Policy ofBigCompany() {
    Map<String, String> files = shippedFiles();
    files.put("reps.yaml", BigCompany.reps());
    files.put("routing.yaml", BigCompany.routing());
    return load(files);
  }

  private static String withMoreFitRules(String scoring) {
    if (!scoring.contains(FIT)) {
      throw new IllegalStateException("File 'scoring.yaml' has no block 'fit' to add rules to");
    }
    String rules =
        IntStream.range(0, MORE_FIT_RULES)
            .mapToObj(
                rule -> "  - {id: many-%d, when: \"%s\", points: 1}\n".formatted(rule, fit(rule)))
            .collect(Collectors.joining());
    return scoring.replace(FIT, FIT + rules);
  }

  private static String fit(int rule) {
    return switch (rule % 3) {
      case 0 -> "lead.employees >= " + rule * 10 + " && lead.country in lists.emea";
      case 1 -> "lead.jobTitle.contains('" + rule + "') || segment.enterprise";
      default -> "lead.budget > " + rule + ".0";
    };
  }

  private static Policy load(Map<String, String> files) {
    return switch (PolicyLoader.load(PolicyContent.of(files))) {
      case PolicyLoad.Loaded loaded -> loaded.policy();
      case PolicyLoad.Rejected rejected ->
          throw new IllegalStateException("Policy to measure with has " + rejected.issues());
    };
  }

  private static Map<String, String> shippedFiles() {
    Path directory = Path.of(System.getProperty("leadline.policies", "policies/default"));
    return new TreeMap<>(PolicyContent.of(directory).texts());
  }
}
