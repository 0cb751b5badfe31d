package dev.leadline.policy.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A part of the market as data: countries, states, postal codes, sizes and industries. It becomes
/// a condition on `lead.country`, `lead.state`, `lead.postalCode`, `lead.employees` and
/// `lead.industry`: every field that something is given for must fit, and one of its values does.
final class Territory {
  private static final int MOST_EMPLOYEES = 100_000_000;

  /// `10000..19999`, both included, or `SW1` for all codes that begin so.
  private static final Pattern POSTAL =
      Pattern.compile("([A-Z0-9][A-Z0-9 -]*?)(?:\\.\\.([A-Z0-9][A-Z0-9 -]*))?");

  private Territory() {}

  /// The condition, as an author would have written it.
  static String condition(Block block) {
    List<String> parts = new ArrayList<>();
    oneOf("lead.country", block.optional("countries")).ifPresent(parts::add);
    oneOf("lead.state", block.optional("states")).ifPresent(parts::add);
    block.optional("postal").map(Territory::postal).ifPresent(parts::add);
    block.optional("employees").ifPresent(band -> band(band.block(), parts));
    oneOf("lead.industry", block.optional("industries")).ifPresent(parts::add);
    block.finish();
    if (parts.isEmpty()) {
      block.place().error("A territory needs countries, states, postal, employees or industries");
      parts.add("false");
    }
    return String.join(" && ", parts);
  }

  /// Capital letters do not matter.
  private static Optional<String> oneOf(String field, Optional<Value> values) {
    return values.map(given ->
        given.oneOrMore().stream()
            .map(value -> quoted(value.text().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(", ", field + ".lowerAscii() in [", "]")));
  }

  private static String postal(Value values) {
    return values.oneOrMore().stream()
        .map(Territory::range)
        .collect(Collectors.joining(" || ", "(", ")"));
  }

  private static String range(Value value) {
    String code = "lead.postalCode.upperAscii()";
    Matcher written = POSTAL.matcher(value.text().toUpperCase(Locale.ROOT));
    if (!written.matches()) {
      value.error(
          value.written()
              + " is not the beginning of a postal code, or a range such as 10000..19999");
      return "false";
    }
    String from = written.group(1);
    String to = written.group(2);
    if (to == null) {
      return code + ".startsWith(" + quoted(from) + ")";
    }
    if (from.length() != to.length() || from.compareTo(to) > 0) {
      value.error(value.written() + " is no range: its ends differ in length or order");
      return "false";
    }
    String beginning = code + ".substring(0, " + from.length() + ")";
    return "(size(lead.postalCode) >= %d && %s >= %s && %s <= %s)"
        .formatted(from.length(), beginning, quoted(from), beginning, quoted(to));
  }

  private static void band(Block block, List<String> parts) {
    block
        .optional("from")
        .ifPresent(value -> parts.add("lead.employees >= " + value.integer(0, MOST_EMPLOYEES)));
    block
        .optional("below")
        .ifPresent(value -> parts.add("lead.employees < " + value.integer(1, MOST_EMPLOYEES)));
    block.finish();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
