package dev.leadline.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Holds docs/policy.md against the loader: every key has its words, and every error that is shown
/// is one that is said.
class PolicyReferenceTest {
  private static final Path ROOT = Path.of(System.getProperty("leadline.root", "../.."));
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern SHOWN = Pattern.compile("```text\n(.*?)\n```", Pattern.DOTALL);

  static Stream<String> files() {
    return PolicyLoader.files().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyKeyHasItsWords(String file) throws IOException {
    // given
    Path schema = ROOT.resolve("policies/schema").resolve(file.replace(".yaml", ".schema.json"));
    Set<String> keys = new TreeSet<>();
    collect(new ObjectMapper().readTree(Files.readString(schema)), keys);

    // when
    String code =
        CODE.matcher(reference())
            .results()
            .map(part -> part.group(1))
            .collect(Collectors.joining(" "));

    // then
    assertThat(keys)
        .allSatisfy(key -> assertThat(code).containsPattern("(?<![\\w-])" + key + "(?![\\w-])"));
  }

  @Test
  void everyErrorThatIsShownIsSaid() throws IOException {
    // given
    Set<String> said =
        Stream.concat(TestPolicies.bad(), TestPolicies.warned())
            .flatMap(directory ->
                Stream.of("expected_errors", "expected_warnings").map(directory::resolve))
            .filter(Files::exists)
            .flatMap(PolicyReferenceTest::issues)
            .collect(Collectors.toSet());

    // when
    Set<String> shown =
        SHOWN
            .matcher(reference())
            .results()
            .map(MatchResult::group)
            .flatMap(block -> Stream.of(block.replaceAll("```(text)?\n?", "").split("\n\n", -1)))
            .map(String::strip)
            .filter(issue -> issue.startsWith("error: ") || issue.startsWith("warning: "))
            .collect(Collectors.toSet());

    // then
    assertThat(shown).isNotEmpty().isSubsetOf(said);
  }

  private static String reference() throws IOException {
    return Files.readString(ROOT.resolve("docs/policy.md"));
  }

  private static Stream<String> issues(Path golden) {
    try {
      return Stream.of(Files.readString(golden).split("\n\n", -1)).map(String::strip);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The keys that a schema names, at any depth.
  private static void collect(JsonNode schema, Set<String> keys) {
    if (!schema.isObject()) {
      return;
    }
    for (String place : Set.of("properties", "$defs")) {
      schema
          .path(place)
          .properties()
          .forEach(entry -> {
            if (place.equals("properties")) {
              keys.add(entry.getKey());
            }
            collect(entry.getValue(), keys);
          });
    }
    for (String place : Set.of("items", "additionalProperties")) {
      collect(schema.path(place), keys);
    }
    for (String place : Set.of("anyOf", "oneOf", "allOf")) {
      schema.path(place).forEach(part -> collect(part, keys));
    }
  }
}
