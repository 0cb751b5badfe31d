package dev.leadline.policy.cel;

import dev.cel.common.types.CelType;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// A name that conditions may use.
///
/// @param name as conditions write it, such as `lead.country`
/// @param type the type it is checked against
/// @param personal whether explanations must not show its value
/// @param reader how its value is read
/// @param whenMissing what it comes to when its value is not known
/// @param constant its entries, when it is a list of the policy; null when it is none
/// @param definition what it stands for, when it is a segment; null when it is none
record Variable(
    String name,
    CelType type,
    boolean personal,
    Reader reader,
    Missing whenMissing,
    @Nullable Collection<String> constant,
    @Nullable Condition definition) {

  /// Reads a value from the facts.
  @FunctionalInterface
  interface Reader {
    /// The value; [Missing] when it depends on values that are not known; null when it is not known
    /// itself.
    @Nullable Object read(Facts facts);
  }

  Variable(String name, CelType type, boolean personal, Reader reader) {
    this(name, type, personal, reader, Missing.of(name), null, null);
  }

  static Variable list(String name, CelType type, TextList entries) {
    return new Variable(name, type, false, _ -> entries, Missing.of(name), entries, null);
  }

  static Variable segment(String name, CelType type, Condition definition) {
    return new Variable(
        name,
        type,
        false,
        facts -> CelCondition.value(definition, facts),
        Missing.of(name),
        null,
        definition);
  }

  /// The value as CEL wants it: never empty, since a missing one is an unknown.
  Object forCel(Facts facts) {
    Object value = reader.read(facts);
    return value == null
        ? whenMissing.forCel()
        : value instanceof Missing missing ? missing.forCel() : value;
  }
}
