package dev.leadline.policy.load;

import dev.leadline.policy.PolicyIssue.Severity;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

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
    Aliases aliases = new Aliases(options());
    try {
      Optional<Node> root = document(new Composer(aliases, new Resolver(), options()));
      return aliases.report() ? Optional.empty() : root;
    } catch (MarkedYAMLException malformed) {
      if (!aliases.report()) {
        error(offset(malformed), "This is not YAML: " + problem(malformed));
      }
    } catch (ReaderException unreadable) {
      error(
          unreadable.getPosition(),
          "Character U+%04X is not allowed in YAML".formatted(unreadable.getCodePoint()));
    } catch (YAMLException unusable) {
      error(0, "This is not YAML: " + unusable.getMessage());
    }
    return Optional.empty();
  }

  private Optional<Node> document(Composer documents) {
    if (!documents.checkNode()) {
      error(0, "The file is empty");
      return Optional.empty();
    }
    Node root = documents.getNode();
    if (documents.checkNode()) {
      error(documents.getNode().getStartMark().getIndex(), "A policy file holds one document");
      return Optional.empty();
    }
    return Optional.of(root);
  }

  /// Passes the events of the file on and remembers the aliases among them.
  private final class Aliases extends ParserImpl {
    private final Set<Integer> places = new TreeSet<>();

    Aliases(LoaderOptions options) {
      super(new StreamReader(new StringReader(file.text())), options);
    }

    @Override
    public Event getEvent() {
      Event event = super.getEvent();
      if (event instanceof AliasEvent) {
        places.add(event.getStartMark().getIndex());
      }
      return event;
    }

    /// Whether there were any.
    boolean report() {
      places.forEach(place -> error(place, "Aliases are not allowed here"));
      return !places.isEmpty();
    }
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

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    return options;
  }
}
