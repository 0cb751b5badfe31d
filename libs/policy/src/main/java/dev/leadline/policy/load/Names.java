package dev.leadline.policy.load;

import dev.leadline.policy.cel.ClosestName;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Names that were declared somewhere in the policy and are referred to elsewhere.
///
/// @param kind what they name, such as `pool`
/// @param names as declared
/// @param complete false when the file that declares them could not be read; then nothing is said
///   to be unknown
record Names(String kind, Set<String> names, boolean complete) {
  Names {
    names = Set.copyOf(names);
  }

  Names(String kind, Collection<String> names, Value declaredIn) {
    this(kind, Set.copyOf(names), !declaredIn.isAbsent());
  }

  /// The name that is referred to; reported when there is none such.
  String reference(Value value) {
    String name = value.text();
    if (complete && value.isText() && !names.contains(name)) {
      value.error(
          "There is no %s '%s'%s"
              .formatted(
                  kind,
                  name,
                  ClosestName.among(names, name)
                      .map("; did you mean '%s'?"::formatted)
                      .orElse("")));
    }
    return name;
  }

  List<String> references(List<Value> values) {
    return values.stream().map(this::reference).toList();
  }
}
