package dev.leadline.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a long list.
///
/// @param items in the order of the list
/// @param next the cursor with which the following page is asked for; null on the last page
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /// The page that a request asked for.
  ///
  /// @param found what follows the request's position, one more than its limit where there is more
  ///   ([PageRequest#fetch()])
  /// @param position what a following page starts behind, such as the sort key
  public static <T> Page<T> of(PageRequest request, List<T> found, Function<T, String> position) {
    if (found.size() <= request.limit()) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, request.limit());
    return new Page<>(items, PageRequest.cursor(position.apply(items.getLast())));
  }
}
