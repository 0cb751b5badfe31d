package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.leadline.stack.infra.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The rules and alerts of `deploy/prometheus`, and the tests of them.
final class AlertRules {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private AlertRules() {}

  static Path folder() {
    return Checkout.root().resolve("deploy/prometheus");
  }

  /// The rules that record something.
  static List<JsonNode> recordings() {
    return rules().stream().filter(rule -> rule.has("record")).toList();
  }

  static List<JsonNode> alerts() {
    return rules().stream().filter(rule -> rule.has("alert")).toList();
  }

  /// What `promtool test rules` is told to expect of alerts.
  static List<JsonNode> expectations() {
    return tests().flatMap(test -> test.path("alert_rule_test").valueStream()).toList();
  }

  /// What `promtool test rules` tries out.
  static Stream<JsonNode> tests() {
    return files("tests").stream().flatMap(file -> read(file).path("tests").valueStream());
  }

  static List<Path> files(String name) {
    try (Stream<Path> files = Files.list(folder().resolve(name))) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file.toString(), unreadable);
    }
  }

  static void write(Path file, JsonNode content) {
    try {
      YAML.writeValue(file.toFile(), content);
    } catch (IOException cannotWrite) {
      throw new UncheckedIOException(cannotWrite);
    }
  }

  private static List<JsonNode> rules() {
    List<JsonNode> rules = new ArrayList<>();
    for (Path file : files("rules")) {
      read(file).path("groups").forEach(group -> group.path("rules").forEach(rules::add));
    }
    return rules;
  }
}
