package dev.leadline.policy.load;

import java.util.List;
import java.util.Map;

/// `lists.yaml`: named lists of text.
final class ListsFile {
  static final String NAME = "lists.yaml";

  private ListsFile() {}

  static Map<String, List<String>> read(Value root) {
    return root.block()
        .entries(Value::name, (_, entries) -> entries.list().stream().map(Value::text).toList());
  }
}
