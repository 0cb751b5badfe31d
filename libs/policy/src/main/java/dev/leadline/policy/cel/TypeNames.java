package dev.leadline.policy.cel;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// CEL's types and operators in the words of the policy reference.
final class TypeNames {
  private static final Map<String, String> TYPES =
      Map.of(
          "int", "an integer",
          "double", "a decimal",
          "string", "a text",
          "bool", "a boolean",
          "list(string)", "a list of text",
          "list(int)", "a list of integers",
          "null", "null");

  private TypeNames() {}

  static String one(String celType) {
    return TYPES.getOrDefault(celType, celType);
  }

  /// The arguments of a call as CEL lists them: `(int, string)`, or `string.(int)` for a method.
  static String all(String celArguments) {
    int open = celArguments.indexOf('(', celArguments.startsWith("list(") ? 5 : 0);
    String receiver = celArguments.substring(0, open).replaceFirst("\\.$", "");
    String arguments = celArguments.substring(open + 1, celArguments.length() - 1);
    return Stream.concat(Stream.of(receiver), Stream.of(arguments.split(", ")))
        .filter(type -> !type.isEmpty())
        .map(TypeNames::one)
        .collect(Collectors.joining(" and "));
  }

  /// `_>_` as people write it: `'>'`.
  static String operator(String function) {
    return switch (function) {
      case "@in" -> "'in'";
      case "_?_:_" -> "'? :'";
      case "_[_]" -> "'[ ]'";
      default -> "'" + function.replace("_", "") + "'";
    };
  }
}
