package dev.leadline.routing.roster;

import dev.leadline.events.Candidate.SkipReason;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a lead asks of whoever is to take it.
///
/// @param passedOver who is not to get it again, and why
/// @param language the ISO 639 code of its language, in lower case; null when it is not known
public record Demand(Map<String, SkipReason> passedOver, @Nullable String language) {
  /// Anybody may take it.
  public static final Demand NONE = new Demand(Map.of(), null);

  private static final Pattern TAG = Pattern.compile("([A-Za-z]{2,3})([-_].*)?");

  public Demand {
    passedOver = Map.copyOf(passedOver);
  }

  /// The language of a tag such as `de`, `de-AT` or `pt_BR`; empty when it is none.
  public static Optional<String> languageOf(String tag) {
    Matcher parts = TAG.matcher(tag.strip());
    return parts.matches()
        ? Optional.of(parts.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
