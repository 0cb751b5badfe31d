package dev.leadline.policy.time;

import de.focus_shift.jollyday.core.HolidayManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The countries whose public holidays Jollyday knows, and the regions of each, read from its files
/// without the holidays themselves: reading those loads an XML binding, which takes most of a
/// second, and many a process that checks a calendar never asks it.
///
/// @param regions the regions within, by code; empty for a place that has none of its own
record HolidayPlaces(Map<String, HolidayPlaces> regions) {
  private static final Pattern REGION =
      Pattern.compile(
          "<(?:\\w+:)?SubConfigurations\\b[^>]*?\\bhierarchy=\"([^\"]+)\"[^>]*?(/?)>"
              + "|</(?:\\w+:)?SubConfigurations\\s*>");
  private static final Pattern COUNTRY = Pattern.compile("[a-z]{2}");

  HolidayPlaces {
    regions = Collections.unmodifiableMap(regions);
  }

  /// A country by its ISO 3166-1 code in lower case; empty when its holidays are not known.
  static Optional<HolidayPlaces> of(String country) {
    if (!COUNTRY.matcher(country).matches()) {
      return Optional.empty();
    }
    String resource = "/holidays/Holidays_" + country + ".xml";
    try (InputStream file = HolidayManager.class.getResourceAsStream(resource)) {
      return file == null
          ? Optional.empty()
          : Optional.of(parsed(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException broken) {
      throw new UncheckedIOException(resource, broken);
    }
  }

  private static HolidayPlaces parsed(String file) {
    Map<String, HolidayPlaces> country = new TreeMap<>();
    Deque<Map<String, HolidayPlaces>> within = new ArrayDeque<>();
    within.push(country);
    Matcher region = REGION.matcher(file);
    while (region.find()) {
      if (region.group(1) == null) {
        within.pop();
        continue;
      }
      Map<String, HolidayPlaces> parts = new TreeMap<>();
      within.element().put(region.group(1), new HolidayPlaces(parts));
      if (region.group(2).isEmpty()) {
        within.push(parts);
      }
    }
    return new HolidayPlaces(country);
  }
}
