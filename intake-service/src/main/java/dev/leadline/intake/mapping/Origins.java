package dev.leadline.intake.mapping;

import dev.leadline.intake.attribution.ClickIds;
import dev.leadline.intake.attribution.Touch;
import dev.leadline.intake.delivery.Encoded;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds in what a sender said where the person came from: in fields of its own, or in the query of
/// the page's URL.
final class Origins {
  static final String PAGE = "page url";
  static final String REFERRER = "referrer";

  private Origins() {}

  /// @param source as the catalogue's own mapping found it, likewise the others; null when it did
  ///   not
  static Touch touch(
      Values said, @Nullable String source, @Nullable String medium, @Nullable String campaign) {
    Optional<String> page = said.firstText(PAGE, "landing page", "url");
    Map<String, Object> query = page.map(Encoded::query).orElse(Map.of());
    Values all = said.or(Values.of(query));
    Set<String> clickIds =
        Stream.concat(said.names().stream(), query.keySet().stream())
            .filter(ClickIds::has)
            .collect(Collectors.toSet());
    return new Touch(
        source != null ? source : all.text("utm_source").orElse(null),
        medium != null ? medium : all.text("utm_medium").orElse(null),
        campaign != null ? campaign : all.text("utm_campaign").orElse(null),
        clickIds,
        all.text(REFERRER).orElse(null),
        page.orElse(null));
  }
}
