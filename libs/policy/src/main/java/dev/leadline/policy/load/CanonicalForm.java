package dev.leadline.policy.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// The version of a policy: a hash of what its files say. Comments, blank space between values,
/// quoting and the order of keys do not matter; the order of lists and every value does.
///
/// Each value is written with its kind and its length before it, so that no two contents are
/// written alike: a scalar as `s<bytes>:<text>`, a list as `l<entries>:...`, a mapping as
/// `m<keys>:...` with its keys in the order of their code units.
final class CanonicalForm {
  /// Changes when the same files come to mean something else.
  private static final String FORMAT = "leadline-policy/1\n";

  private static final int VERSION_BYTES = 8;

  private final MessageDigest digest = sha256();

  private CanonicalForm() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /// The first 16 hexadecimal digits of the SHA-256 of the files' content.
  ///
  /// @param files the root of each file by its name
  static String version(Map<String, Node> files) {
    CanonicalForm form = new CanonicalForm();
    form.digest.update(FORMAT.getBytes(StandardCharsets.UTF_8));
    form.mapping(new TreeMap<>(files));
    return HexFormat.of().formatHex(form.digest.digest(), 0, VERSION_BYTES);
  }

  private void write(Node node) {
    switch (node) {
      case ScalarNode scalar -> scalar(scalar.getValue().strip());
      case SequenceNode sequence -> list(sequence.getValue());
      case MappingNode mapping -> mapping(sorted(mapping));
      default -> throw new IllegalStateException("A " + node.getNodeId() + " node has no value");
    }
  }

  private void scalar(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    header('s', bytes.length);
    digest.update(bytes);
  }

  private void list(List<Node> entries) {
    header('l', entries.size());
    entries.forEach(this::write);
  }

  private void mapping(SortedMap<String, Node> entries) {
    header('m', entries.size());
    entries.forEach((key, value) -> {
      scalar(key);
      write(value);
    });
  }

  private void header(char kind, int length) {
    digest.update((kind + Integer.toString(length) + ":").getBytes(StandardCharsets.UTF_8));
  }

  private static SortedMap<String, Node> sorted(MappingNode mapping) {
    SortedMap<String, Node> entries = new TreeMap<>();
    mapping
        .getValue()
        .forEach(entry ->
            entries.put(((ScalarNode) entry.getKeyNode()).getValue(), entry.getValueNode()));
    return entries;
  }
}
