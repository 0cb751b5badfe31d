package dev.leadline.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.PolicyLoad.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Holds the schemas, by which editors complete and check, against the loader: they know the same
/// keys, and refuse nothing that can be used.
class SchemasTest {
  private static final Path POLICIES =
      Path.of(System.getProperty("leadline.root", "../.."), "policies");
  private static final Path DEFAULT = POLICIES.resolve("default");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, Schema> SCHEMAS = new HashMap<>();
  private static final String UNKNOWN = "no_such_key";

  /// What the loader says of keys alone.
  private static final Pattern OF_KEYS =
      Pattern.compile("Key '.*' is (not known here|missing).*|One of '.*|Only one of '.*");

  static Stream<String> files() {
    return PolicyLoader.files().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void theShippedPolicyMeetsItsSchema(String file) throws IOException {
    assertThat(errors(file, Files.readString(DEFAULT.resolve(file)), InputFormat.YAML)).isEmpty();
    assertThat(Files.readString(DEFAULT.resolve(file)))
        .as("the first line tells editors the schema")
        .startsWith("# yaml-language-server: $schema=../schema/" + schemaOf(file) + "\n");
  }

  @ParameterizedTest
  @MethodSource("files")
  void aPolicyOfEveryKeyMeetsItsSchema(String file) throws IOException {
    String text = Files.readString(TestPolicies.small().resolve(file));
    assertThat(errors(file, text, InputFormat.YAML)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void schemaAndLoaderKnowTheSameKeys(String file) throws IOException {
    Map<String, String> texts = new HashMap<>(PolicyContent.of(TestPolicies.small()).texts());
    for (String changed : changes(texts.getOrDefault(file, ""))) {
      // given
      texts.put(file, changed);

      // when
      PolicyLoad load = PolicyLoader.load(PolicyContent.of(texts));
      List<Error> errors = errors(file, changed, InputFormat.JSON);

      // then
      switch (load) {
        case Loaded _ -> assertThat(errors).as(changed).isEmpty();
        case Rejected(List<PolicyIssue> issues) -> {
          if (issues.stream()
              .anyMatch(issue ->
                  issue.file().equals(file) && OF_KEYS.matcher(issue.message()).matches())) {
            assertThat(errors).as("%s: %s", issues.getFirst(), changed).isNotEmpty();
          }
        }
      }
    }
  }

  /// The file with one key taken away or one that nobody knows, at every place, as JSON, which is
  /// YAML too.
  private static List<String> changes(String yaml) {
    JsonNode root = YAML.readTree(yaml);
    List<String> changes = new ArrayList<>();
    change(root, root, changes);
    return changes;
  }

  private static void change(JsonNode root, JsonNode at, List<String> changes) {
    if (at instanceof ObjectNode object) {
      object.put(UNKNOWN, 1);
      changes.add(JSON.writeValueAsString(root));
      object.remove(UNKNOWN);
      for (String key : List.copyOf(object.propertyNames())) {
        JsonNode value = object.remove(key);
        changes.add(JSON.writeValueAsString(root));
        object.set(key, value);
      }
    }
    // One entry of a list or mapping stands for those like it.
    at.values().stream().limit(at.isArray() ? 3 : 20).forEach(part -> change(root, part, changes));
  }

  private static List<Error> errors(String file, String text, InputFormat format)
      throws IOException {
    Schema known = SCHEMAS.get(file);
    if (known == null) {
      known =
          REGISTRY.getSchema(Files.readString(POLICIES.resolve("schema").resolve(schemaOf(file))));
      SCHEMAS.put(file, known);
    }
    return known.validate(text, format);
  }

  private static String schemaOf(String file) {
    return file.replace(".yaml", ".schema.json");
  }
}
