package dev.leadline.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which part of a long list a caller wants.
///
/// @param limit how many items at most, from 1 to [#MAX_LIMIT]
/// @param position behind which item to go on, as [Page#of] was told; null for the beginning
public record PageRequest(int limit, @Nullable String position) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 500;

  /// Reads the query parameters `limit` and `cursor`, of which either may be absent.
  ///
  /// @throws Problem 400, naming the parameter that cannot be used
  public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
    int size = limit == null ? DEFAULT_LIMIT : limit;
    if (size < 1 || size > MAX_LIMIT) {
      throw Problem.badRequest("Limit " + size + " is not from 1 to " + MAX_LIMIT);
    }
    return new PageRequest(size, cursor == null ? null : position(cursor));
  }

  /// How many items to look up: one more than the limit tells whether there is a next page.
  public int fetch() {
    return limit + 1;
  }

  public Optional<String> after() {
    return Optional.ofNullable(position);
  }

  static String cursor(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  private static String position(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest("Cursor '" + cursor + "' is not one that a page gave");
    }
  }
}
