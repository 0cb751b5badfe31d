package dev.leadline.policy.load;

import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyIssue.Severity;
import dev.leadline.policy.cel.ClosestName;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/// The files of a policy, read as YAML. A file that is missing or cannot be read is reported, and
/// is absent from then on.
final class PolicyFiles {
  static final List<String> NAMES =
      List.of(
          CatalogueFile.NAME,
          TaxonomyFile.NAME,
          ListsFile.NAME,
          SegmentsFile.NAME,
          ScoringFile.NAME,
          LifecycleFile.NAME,
          RoutingFile.NAME,
          RepsFile.NAME,
          SlaFile.NAME,
          CalendarsFile.NAME);

  private final Map<String, Value> roots = new LinkedHashMap<>();

  PolicyFiles(PolicyContent content, Issues issues) {
    for (String name : NAMES) {
      roots.put(name, read(content, name, issues));
    }
    content.unknown().forEach(name -> issues.add(notRead(name)));
  }

  Value root(String name) {
    return Objects.requireNonNull(roots.get(name));
  }

  /// The content of each file that could be read.
  Map<String, Node> content() {
    Map<String, Node> content = new LinkedHashMap<>();
    roots.forEach((name, root) ->
        Optional.ofNullable(root.node()).ifPresent(node -> content.put(name, node)));
    return content;
  }

  private static Value read(PolicyContent content, String name, Issues issues) {
    byte[] bytes = content.bytes(name);
    if (bytes != null) {
      Optional<SourceFile> text = decoded(name, bytes, issues);
      if (text.isPresent()) {
        SourceFile file = text.get();
        return new Value(file, issues, new YamlReader(file, issues).read().orElse(null));
      }
    } else {
      String problem = content.problem(name);
      issues.add(
          unplaced(
              Severity.ERROR,
              name,
              problem == null ? "The file is missing" : "The file cannot be read: " + problem));
    }
    return new Value(new SourceFile(name, ""), issues, null);
  }

  private static Optional<SourceFile> decoded(String name, byte[] bytes, Issues issues) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    SourceFile file = new SourceFile(name, text.flip().toString().replaceFirst("^\\uFEFF", ""));
    if (result.isError()) {
      issues.add(file.issue(Severity.ERROR, file.length(), "What follows is not UTF-8"));
      return Optional.empty();
    }
    return Optional.of(file);
  }

  private static PolicyIssue notRead(String name) {
    return unplaced(
        Severity.WARNING,
        name,
        "No policy has a file of this name, so it is not read"
            + ClosestName.among(NAMES, name).map("; did you mean '%s'?"::formatted).orElse(""));
  }

  private static PolicyIssue unplaced(Severity severity, String name, String message) {
    return new PolicyIssue(severity, name, 1, 1, message, null);
  }
}
