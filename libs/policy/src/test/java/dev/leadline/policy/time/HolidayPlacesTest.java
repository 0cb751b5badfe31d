package dev.leadline.policy.time;

import static org.assertj.core.api.Assertions.assertThat;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolidayPlacesTest {

  /// The calendars that Jollyday names, but for those that are no countries.
  static Stream<String> everyCountry() {
    return Arrays.stream(HolidayCalendar.values())
        .map(calendar -> calendar.getId().toLowerCase(Locale.ROOT))
        .filter(id -> id.length() == 2);
  }

  @ParameterizedTest
  @MethodSource("everyCountry")
  void theRegionsOfACountryAreThoseOfJollyday(String country) {
    assertThat(HolidayPlaces.of(country))
        .hasValueSatisfying(places ->
            assertThat(places)
                .isEqualTo(
                    places(
                        HolidayManager.getInstance(ManagerParameters.create(country))
                            .getCalendarHierarchy())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz", "nyse", "", "../de", "DE"})
  void whatIsNoCountryHasNoPlaces(String country) {
    assertThat(HolidayPlaces.of(country)).isEmpty();
  }

  @Test
  void regionsHaveRegions() {
    assertThat(HolidayPlaces.of("de").orElseThrow().regions()).containsKeys("be", "by", "sn");
  }

  private static HolidayPlaces places(CalendarHierarchy hierarchy) {
    Map<String, HolidayPlaces> regions =
        hierarchy.getChildren().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, child -> places(child.getValue())));
    return new HolidayPlaces(new TreeMap<>(regions));
  }
}
