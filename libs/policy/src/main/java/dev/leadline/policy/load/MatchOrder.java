package dev.leadline.policy.load;

import dev.leadline.policy.Condition;
import dev.leadline.policy.cel.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether every entry of a list of which the first match wins can win.
final class MatchOrder {

  /// An entry of such a list.
  ///
  /// @param words how messages call it, such as `Rule 'dach'`
  /// @param when null means always
  /// @param outcome what it leads to
  /// @param place where it begins
  record Entry(String words, @Nullable Condition when, Object outcome, Value place) {}

  /// @param formula when the entry matches, if that can be told
  private record Known(Entry entry, Formula formula) {}

  private MatchOrder() {}

  /// Reports entries that never match because those before take everything, and those that share
  /// leads with one before them although neither is a special case of the other.
  static void check(List<Entry> entries) {
    List<Known> before = new ArrayList<>();
    for (Entry entry : entries) {
      if (before.stream().anyMatch(earlier -> earlier.entry().when() == null)) {
        return;
      }
      Optional<Formula> formula =
          entry.when() == null ? Optional.of(Formula.ALWAYS) : Formula.of(entry.when());
      formula
          .filter(Formula::isPossible)
          .ifPresent(possible -> {
            check(new Known(entry, possible), before);
            before.add(new Known(entry, possible));
          });
    }
  }

  private static void check(Known known, List<Known> before) {
    Entry entry = known.entry();
    List<Formula> earlier = before.stream().map(Known::formula).toList();
    if (known.formula().isWithin(earlier)) {
      entry
          .place()
          .error(
              "%s never matches: %s before it %s all that it would"
                  .formatted(entry.words(), takers(known, before), takes(known, before)));
      return;
    }
    before.stream()
        .filter(other -> !Objects.equals(other.entry().outcome(), entry.outcome()))
        .filter(other -> known.formula().overlaps(other.formula()))
        .findFirst()
        .ifPresent(other ->
            entry
                .place()
                .warning(
                    "%s overlaps %s on line %d, which takes what both match"
                        .formatted(
                            entry.words(),
                            lower(other.entry().words()),
                            other.entry().place().line())));
  }

  private static String takers(Known known, List<Known> before) {
    return needed(known, before).stream()
        .map(other -> lower(other.entry().words()))
        .collect(Collectors.joining(" and "));
  }

  private static String takes(Known known, List<Known> before) {
    return needed(known, before).size() == 1 ? "takes" : "take";
  }

  /// Those without which the entry would match something.
  private static List<Known> needed(Known known, List<Known> before) {
    List<Known> needed = new ArrayList<>(before);
    for (Known other : before) {
      List<Known> others = new ArrayList<>(needed);
      others.remove(other);
      if (known.formula().isWithin(others.stream().map(Known::formula).toList())) {
        needed = others;
      }
    }
    return needed;
  }

  private static String lower(String words) {
    return Character.toLowerCase(words.charAt(0)) + words.substring(1);
  }
}
