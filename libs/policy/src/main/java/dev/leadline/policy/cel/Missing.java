package dev.leadline.policy.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelAttribute.Qualifier;
import dev.cel.runtime.CelUnknownSet;
import dev.leadline.policy.Condition.Match;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a condition comes to when values are needed that are not known.
///
/// @param forCel the same as CEL knows it
/// @param match the same as an answer
record Missing(CelUnknownSet forCel, Match.Unknown match) {

  /// One value by its name, such as `lead.country`.
  static Missing of(String name) {
    return of(
        CelUnknownSet.create(
            CelAttribute.create(
                Stream.of(name.split("\\.", -1))
                    .map(Qualifier::ofString)
                    .collect(ImmutableList.toImmutableList()))));
  }

  static Missing of(CelUnknownSet unknown) {
    SortedSet<String> names = new TreeSet<>();
    for (CelAttribute attribute : unknown.attributes()) {
      names.add(
          attribute.qualifiers().stream()
              .map(Qualifier::asString)
              .collect(Collectors.joining(".")));
    }
    return new Missing(unknown, new Match.Unknown(Collections.unmodifiableSortedSet(names)));
  }

  /// These and those of another.
  Missing and(Missing other) {
    return equals(other) ? this : of(forCel.merge(other.forCel));
  }
}
