package dev.leadline.policy.time;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The days on which a calendar is closed whatever the weekday.
///
/// @param country whose public holidays count, as ISO 3166-1 names it in lower case, such as `de`;
///   null for none
/// @param region within the country, such as `by`, or `by/ag` for a part of a region; null for the
///   holidays of the whole country only
/// @param except public holidays on which people work all the same
/// @param extra days beside the public holidays
public record Holidays(
    @Nullable String country,
    @Nullable String region,
    Set<LocalDate> except,
    Set<LocalDate> extra) {

  public Holidays {
    if (region != null && country == null) {
      throw new IllegalArgumentException("Region '" + region + "' has no country");
    }
    country = country == null ? null : country.toLowerCase(Locale.ROOT);
    region = region == null ? null : region.toLowerCase(Locale.ROOT);
    except = Set.copyOf(except);
    extra = Set.copyOf(extra);
  }

  public static Holidays none() {
    return on(Set.of());
  }

  /// Those dates and no other.
  public static Holidays on(Set<LocalDate> dates) {
    return new Holidays(null, null, Set.of(), dates);
  }

  /// The public holidays of a country, or of a region of it.
  public static Holidays of(String country, @Nullable String region) {
    return new Holidays(country, region, Set.of(), Set.of());
  }
}
