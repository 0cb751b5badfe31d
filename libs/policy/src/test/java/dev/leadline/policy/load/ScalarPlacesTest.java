package dev.leadline.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

class ScalarPlacesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k: a && b",
        "k:   a &&\n   b ||\n\n     c\n",
        "k: 'it''s \n   two'",
        "k: \"tab\\there \\u00e9 \\x41 \\U0001F600 end\"",
        "k: \"one \\\n    two\n    three\\\\four\"",
        "k: >-\n  one\n  two\n\n  three\n    indented\n  four\n",
        "k: |\n  one\n    two\n\n  three\n",
        "k: |2-\n    deep\n   er\n",
        "k: > # why\n  one\n  two",
        "é東: \"é東 \\n 😀 x\"",
        "k: |\r\n  one\r\n  two\r\n",
      })
  void everyCharacterThatIsNoSpaceIsFoundWhereItIsWritten(String yaml) {
    // given
    SourceFile file = new SourceFile("test.yaml", yaml);
    ScalarNode node = value(yaml);
    ScalarPlaces places = new ScalarPlaces(file, node);

    // then
    int line = 1;
    int column = 0;
    for (int character : node.getValue().codePoints().toArray()) {
      if (character == '\n') {
        line++;
        column = 0;
      } else {
        int written = file.codePointAt(Math.min(places.offset(line, column), file.length() - 1));
        if (!Character.isWhitespace(character) && written != '\\') {
          assertThat(written).as("%d:%d of %s", line, column, yaml).isEqualTo(character);
        }
        column++;
      }
    }
  }

  private static ScalarNode value(String yaml) {
    MappingNode root = (MappingNode) new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
    return (ScalarNode) root.getValue().getFirst().getValueNode();
  }
}
