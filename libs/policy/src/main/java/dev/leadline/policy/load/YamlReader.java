package dev.leadline.policy.load;

import dev.leadline.policy.PolicyIssue.Severity;
import java.io.StringReader;
import java.util.Iterator;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/// Reads YAML into nodes that know their place. Aliases and second documents are refused: what a
/// line means must show on the line.
final class YamlReader {
  private static final int DEEPEST = 20;

  private final SourceFile file;
  private final Issues issues;

  YamlReader(SourceFile file, Issues issues) {
    this.file = file;
    this.issues = issues;
  }

  /// The root of the file; empty when the file holds nothing or is not YAML, which is reported.
  Optional<Node> read() {
    try {
      return refusesAliases() ? Optional.empty() : document();
    } catch (MarkedYAMLException malformed) {
      error(offset(malformed), "This is not YAML: " + problem(malformed));
    } catch (ReaderException unreadable) {
      error(
          unreadable.getPosition(),
          "Character U+%04X is not allowed in YAML".formatted(unreadable.getCodePoint()));
    } catch (YAMLException unusable) {
      error(0, "This is not YAML: " + unusable.getMessage());
    }
    return Optional.empty();
  }

  private Optional<Node> document() {
    Iterator<Node> documents = yaml().composeAll(new StringReader(file.text())).iterator();
    if (!documents.hasNext()) {
      error(0, "The file is empty");
      return Optional.empty();
    }
    Node root = documents.next();
    if (documents.hasNext()) {
      error(documents.next().getStartMark().getIndex(), "A policy file holds one document");
      return Optional.empty();
    }
    return Optional.of(root);
  }

  private boolean refusesAliases() {
    boolean refused = false;
    for (Event event : yaml().parse(new StringReader(file.text()))) {
      if (event instanceof AliasEvent) {
        error(event.getStartMark().getIndex(), "Aliases are not allowed here");
        refused = true;
      }
    }
    return refused;
  }

  private void error(int offset, String message) {
    issues.add(file.issue(Severity.ERROR, offset, message));
  }

  private int offset(MarkedYAMLException malformed) {
    return malformed.getProblemMark() == null
        ? file.length()
        : malformed.getProblemMark().getIndex();
  }

  private static String problem(MarkedYAMLException malformed) {
    return malformed.getContext() == null
        ? malformed.getProblem()
        : malformed.getContext() + ", " + malformed.getProblem();
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    return new Yaml(options);
  }
}
