package dev.leadline.intake.attribution;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a sender says of where someone came from, as entered. Null means not said.
///
/// @param clickIds the click id parameters that were there, such as `gclid`
/// @param referrer the page before, as a URL
/// @param page the page itself, as a URL; tells own referrers and, with nothing else, a direct
///   visit
public record Touch(
    @Nullable String source,
    @Nullable String medium,
    @Nullable String campaign,
    Set<String> clickIds,
    @Nullable String referrer,
    @Nullable String page) {

  public Touch {
    clickIds = Set.copyOf(clickIds);
  }
}
