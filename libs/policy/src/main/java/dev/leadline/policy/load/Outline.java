package dev.leadline.policy.load;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Finds places in files that were read before. Says nothing of what is wrong there, since reading
/// did; what is not found is absent.
final class Outline {
  private Outline() {}

  /// The value behind a row of keys.
  static Value value(Value mapping, String... path) {
    Value at = mapping;
    for (String key : path) {
      at = entry(at, key).map(NodeTuple::getValueNode).map(at::at).orElseGet(at::absent);
    }
    return at;
  }

  /// Where a key stands.
  static Value key(Value mapping, String name) {
    return entry(mapping, name)
        .map(NodeTuple::getKeyNode)
        .map(mapping::at)
        .orElseGet(mapping::absent);
  }

  /// The entries of a list; none where there is no list.
  static List<Value> entries(Value list) {
    return list.isList() ? list.list() : List.of();
  }

  private static Optional<NodeTuple> entry(Value mapping, String key) {
    return mapping.node() instanceof MappingNode node
        ? node.getValue().stream()
            .filter(entry ->
                entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
            .findFirst()
        : Optional.empty();
  }
}
