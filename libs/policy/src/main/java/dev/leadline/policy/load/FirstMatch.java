package dev.leadline.policy.load;

import java.util.List;

/// Lists of which the first match wins: the last entry must match everything, and no other may.
final class FirstMatch {
  private FirstMatch() {}

  /// @param kind what the entries are called
  /// @param list where the list begins
  /// @param entries where each entry begins
  /// @param always of each entry whether it matches everything
  static void check(String kind, Value list, List<Value> entries, List<Boolean> always) {
    if (always.isEmpty()) {
      list.error("At least one %s is needed, the last without 'when'".formatted(kind));
      return;
    }
    int last = always.size() - 1;
    if (!always.get(last)) {
      entries
          .get(last)
          .error("The last %s must match everything: it may have no 'when'".formatted(kind));
    }
    for (int i = 0; i < last; i++) {
      if (always.get(i)) {
        entries
            .get(i)
            .error(
                "This %s matches everything, so those after it never count; only the last may have no 'when'"
                    .formatted(kind));
      }
    }
  }
}
