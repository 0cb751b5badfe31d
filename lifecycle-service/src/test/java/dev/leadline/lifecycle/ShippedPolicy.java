package dev.leadline.lifecycle;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.policy.load.PolicyLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The policy that Leadline ships.
public final class ShippedPolicy {
  private ShippedPolicy() {}

  public static Policy load() {
    return loaded(content());
  }

  /// The shipped policy with more transitions, such as `{id: back, from: sql, to: mql, by: crm}`,
  /// after its own.
  public static Policy with(String... transitions) {
    return with(lifecycle(), transitions);
  }

  /// The shipped policy with other transitions.
  public static Policy withOnly(String... transitions) {
    String file = lifecycle();
    String key = "\ntransitions:\n";
    return with(file.substring(0, file.indexOf(key) + key.length()), transitions);
  }

  private static Policy with(String file, String... transitions) {
    Map<String, String> texts = new TreeMap<>(content().texts());
    texts.put("lifecycle.yaml", file + "\n  - " + String.join("\n  - ", transitions) + "\n");
    return loaded(PolicyContent.of(texts));
  }

  private static String lifecycle() {
    return content().texts().getOrDefault("lifecycle.yaml", "");
  }

  private static PolicyContent content() {
    Path root = Path.of(System.getProperty("leadline.root", ".."));
    return PolicyContent.of(root.resolve("policies/default"));
  }

  private static Policy loaded(PolicyContent content) {
    return switch (PolicyLoader.load(content)) {
      case PolicyLoad.Loaded loaded -> loaded.policy();
      case PolicyLoad.Rejected rejected -> throw new IllegalStateException(rejected.toString());
    };
  }
}
