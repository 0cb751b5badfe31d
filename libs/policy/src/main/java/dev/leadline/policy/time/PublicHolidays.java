package dev.leadline.policy.time;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The public holidays of a country as Jollyday knows them; an observed day stands in place of the
/// day it moves. Only a calendar that names a country loads this class, and only one that is asked
/// for a year loads Jollyday's files.
final class PublicHolidays {
  private final String country;
  private final String[] region;
  private final Map<Integer, Set<LocalDate>> known = new ConcurrentHashMap<>();

  /// @param path the region, from the larger to the smaller; empty for the whole country
  /// @throws IllegalArgumentException when the country or the region is not known
  PublicHolidays(String country, String... path) {
    this.country = country;
    region = path.clone();
    HolidayPlaces place =
        HolidayPlaces.of(country)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "Country '" + country + "' has no known public holidays"));
    checkRegion(place);
  }

  Set<LocalDate> in(int year) {
    return known.computeIfAbsent(year, this::ask);
  }

  /// Jollyday keeps its manager of a country for the next who asks.
  private Set<LocalDate> ask(int year) {
    return HolidayManager.getInstance(ManagerParameters.create(country))
        .getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, region)
        .stream()
        .map(Holiday::getDate)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Jollyday takes an unknown region for one without holidays of its own.
  private void checkRegion(HolidayPlaces known) {
    HolidayPlaces place = known;
    for (String part : region) {
      HolidayPlaces within = place.regions().get(part);
      if (within == null) {
        throw new IllegalArgumentException(
            "Region '%s' is not known in country '%s', which has %s"
                .formatted(String.join("/", region), country, place.regions().keySet()));
      }
      place = within;
    }
  }
}
