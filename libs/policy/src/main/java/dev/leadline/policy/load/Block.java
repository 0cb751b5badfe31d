package dev.leadline.policy.load;

import dev.leadline.policy.cel.ClosestName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// A mapping of a policy file. The keys that are asked for are the known ones; [#finish()] reports
/// the others.
final class Block {
  private final Value place;
  private final Map<String, Value> keys = new LinkedHashMap<>();
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  private Block(Value place) {
    this.place = place;
  }

  /// Reports a value that is no mapping, and keys that are given twice.
  static Block of(Value value) {
    Block block = new Block(value);
    Node node = value.node();
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(block::add);
      return block;
    }
    value.error(value.written() + " is not a mapping");
    return new Block(value.absent());
  }

  private void add(NodeTuple entry) {
    Value key = place.at(entry.getKeyNode());
    if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
      key.error("A key is a text");
      return;
    }
    Value first = keys.putIfAbsent(scalar.getValue(), key);
    if (first == null) {
      values.put(scalar.getValue(), place.at(entry.getValueNode()));
    } else {
      key.error("Key '%s' was already given on line %d".formatted(scalar.getValue(), first.line()));
    }
  }

  /// Where the mapping begins.
  Value place() {
    return place;
  }

  Optional<Value> optional(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key));
  }

  /// A key that must be there: reported when it is not.
  Value required(String key) {
    return optional(key)
        .orElseGet(() -> {
          place.error("Key '%s' is missing".formatted(key));
          return place.absent();
        });
  }

  /// The keys as written.
  Set<String> keys() {
    return Collections.unmodifiableSet(keys.keySet());
  }

  /// Every entry of a mapping whose keys are names of the author's choice.
  <T> Map<String, T> entries(Function<Value, String> key, BiFunction<String, Value, T> value) {
    Map<String, T> entries = new LinkedHashMap<>();
    keys.forEach((written, place) -> {
      String name = key.apply(place);
      entries.put(name, value.apply(name, values.getOrDefault(written, place.absent())));
    });
    return Collections.unmodifiableMap(entries);
  }

  /// The one key that is given of several that exclude each other; empty, and reported, when there
  /// is none or more than one.
  Optional<Choice> oneOf(String... choices) {
    List<Choice> given =
        Stream.of(choices)
            .flatMap(key -> optional(key).map(value -> new Choice(key, value)).stream())
            .toList();
    if (given.size() != 1) {
      place.error(
          "%s of %s is needed"
              .formatted(given.isEmpty() ? "One" : "Only one", Value.quoted(List.of(choices))));
    }
    return given.size() == 1 ? Optional.of(given.getFirst()) : Optional.empty();
  }

  /// @param key which of the keys was given
  record Choice(String key, Value value) {}

  /// The place of a key.
  Value key(String name) {
    return keys.getOrDefault(name, place.absent());
  }

  /// To be called when every key that may be there was asked for.
  void finish() {
    keys.forEach((name, key) -> {
      if (!known.contains(name)) {
        key.error(
            "Key '%s' is not known here; %s"
                .formatted(
                    name,
                    ClosestName.among(known, name)
                        .map("did you mean '%s'?"::formatted)
                        .orElseGet(() -> "known are " + Value.quoted(known))));
      }
    });
  }
}
