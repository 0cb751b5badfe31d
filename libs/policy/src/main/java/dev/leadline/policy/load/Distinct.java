package dev.leadline.policy.load;

import java.util.HashMap;
import java.util.Map;

/// Ids that must differ from each other, such as those of the rules of one score.
final class Distinct {
  private final String kind;
  private final Map<String, Integer> lines = new HashMap<>();

  Distinct(String kind) {
    this.kind = kind;
  }

  /// The id; reported when it was seen before.
  String id(Value value) {
    return check(value, value.id());
  }

  /// The same for ids that conditions can use.
  String name(Value value) {
    return check(value, value.name());
  }

  private String check(Value value, String id) {
    if (value.isAbsent() || Value.isStandIn(id)) {
      return id;
    }
    Integer first = lines.putIfAbsent(id, value.line());
    if (first != null) {
      value.error("There is already a %s '%s' on line %d".formatted(kind, id, first));
    }
    return id;
  }
}
