package dev.leadline.policy.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelAttribute.Qualifier;
import dev.cel.runtime.CelUnknownSet;
import dev.leadline.policy.Facts;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A name that conditions may use.
///
/// @param name as conditions write it, such as `lead.country`
/// @param type the type it is checked against
/// @param personal whether explanations must not show its value
/// @param reader how its value is read
/// @param whenMissing what evaluation is handed when the value is not known
record Variable(
    String name, CelType type, boolean personal, Reader reader, Optional<Object> whenMissing) {

  /// Reads a value from the facts.
  @FunctionalInterface
  interface Reader {
    /// The value; a [CelUnknownSet] when it depends on values that are not known; null when it is
    /// not known itself.
    @Nullable Object read(Facts facts);
  }

  Variable(String name, CelType type, boolean personal, Reader reader) {
    this(name, type, personal, reader, Optional.of(CelUnknownSet.create(attribute(name))));
  }

  /// The value as evaluation wants it: never empty, since a missing one is an unknown.
  Optional<Object> value(Facts facts) {
    Object value = reader.read(facts);
    return value == null ? whenMissing : Optional.of(value);
  }

  private static CelAttribute attribute(String name) {
    return CelAttribute.create(
        Stream.of(name.split("\\.", -1))
            .map(Qualifier::ofString)
            .collect(ImmutableList.toImmutableList()));
  }
}
