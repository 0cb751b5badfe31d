package dev.leadline.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

class PolicyVersionTest {
  @TempDir Path directory;

  @Test
  void theVersionIsTheSameOnEveryMachine() {
    assertThat(TestPolicies.load(TestPolicies.small()).version()).isEqualTo("8491eac2e05341f2");
  }

  static List<Long> seeds() {
    return List.of(20_261_121L, 20_261_122L);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void layoutDoesNotChangeTheVersion(long seed) throws IOException {
    // given
    Random random = new Random(seed);
    String version = TestPolicies.load(TestPolicies.small()).version();

    for (int round = 0; round < 25; round++) {
      // when
      TestPolicies.laidOver(TestPolicies.small(), directory);
      for (String file : List.of("scoring", "routing", "sla", "lists", "reps", "fields")) {
        Path path = directory.resolve(file + ".yaml");
        Files.writeString(path, relaidOut(Files.readString(path), random));
      }

      // then
      assertThat(TestPolicies.load(directory).version()).isEqualTo(version);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "scoring.yaml, points: 40, points: 41",
    "lists.yaml, 'DE, FR', 'FR, DE'",
    "lists.yaml, rival.example, rival2.example",
    "lists.yaml, emea, emea2",
    "sla.yaml, PT15M, PT16M",
    "routing.yaml, segment.enterprise, segment.small",
  })
  void contentChangesTheVersion(String file, String from, String to) throws IOException {
    // given
    TestPolicies.laidOver(TestPolicies.small(), directory);
    Path path = directory.resolve(file);

    // when
    String changed = Files.readString(path).replace(from, to);
    assertThat(changed).isNotEqualTo(Files.readString(path));
    Files.writeString(path, changed);

    // then
    assertThat(TestPolicies.load(directory).version())
        .isNotEqualTo(TestPolicies.load(TestPolicies.small()).version());
  }

  /// The same content with other quoting, other blocks, other order of keys and a comment.
  private static String relaidOut(String yaml, Random random) {
    DumperOptions layout = new DumperOptions();
    layout.setDefaultFlowStyle(random.nextBoolean() ? FlowStyle.BLOCK : FlowStyle.FLOW);
    layout.setDefaultScalarStyle(
        List.of(ScalarStyle.PLAIN, ScalarStyle.SINGLE_QUOTED, ScalarStyle.DOUBLE_QUOTED)
            .get(random.nextInt(3)));
    layout.setIndent(2 + random.nextInt(4));
    layout.setWidth(40 + random.nextInt(100));
    LoaderOptions reading = new LoaderOptions();
    Yaml texts =
        new Yaml(new SafeConstructor(reading), new Representer(layout), layout, reading, allText());
    return "# seed\n" + texts.dump(shuffled(texts.load(yaml), random)) + "# end\n";
  }

  private static Object shuffled(Object value, Random random) {
    return switch (value) {
      case Map<?, ?> map -> {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        Collections.shuffle(entries, random);
        yield entries.stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> shuffled(entry.getValue(), random),
                    (first, _) -> first,
                    LinkedHashMap::new));
      }
      case List<?> list -> list.stream().map(entry -> shuffled(entry, random)).toList();
      default -> value;
    };
  }

  /// Reads every scalar as the text that is written.
  private static Resolver allText() {
    return new Resolver() {
      @Override
      protected void addImplicitResolvers() {
        addImplicitResolver(Tag.STR, Pattern.compile(".*"), null);
      }
    };
  }
}
