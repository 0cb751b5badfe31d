package dev.leadline.policy.cel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that was probably meant, by edit distance (Levenshtein), ignoring case.
public final class ClosestName {
  /// Shorter names are all near to each other.
  private static final int SHORTEST = 3;

  private ClosestName() {}

  /// The closest of the names; empty when none is near enough to be a slip of the keyboard.
  public static Optional<String> among(Collection<String> names, String written) {
    int near = written.length() < SHORTEST ? 0 : Math.max(1, written.length() / 3);
    return names.stream()
        .map(name -> new Candidate(name, distance(lower(name), lower(written))))
        .filter(candidate -> candidate.distance() <= near)
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  private record Candidate(String name, int distance) {}

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int substitution = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                Math.min(current[column - 1], previous[column]) + 1,
                previous[column - 1] + substitution);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
