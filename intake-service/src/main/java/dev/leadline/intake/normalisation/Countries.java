package dev.leadline.intake.normalisation;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Countries as ISO 3166 alpha-2, from either ISO code or a name in one of the larger languages.
public final class Countries {
  private static final List<Locale> LANGUAGES =
      List.of(
          Locale.ENGLISH,
          Locale.GERMAN,
          Locale.FRENCH,
          Locale.ITALIAN,
          Locale.of("es"),
          Locale.of("pt"),
          Locale.of("nl"),
          Locale.of("pl"),
          Locale.of("sv"),
          Locale.JAPANESE,
          Locale.CHINESE);
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("usa", "US"),
          Map.entry("u s a", "US"),
          Map.entry("u s", "US"),
          Map.entry("united states of america", "US"),
          Map.entry("america", "US"),
          Map.entry("uk", "GB"),
          Map.entry("u k", "GB"),
          Map.entry("great britain", "GB"),
          Map.entry("england", "GB"),
          Map.entry("scotland", "GB"),
          Map.entry("wales", "GB"),
          Map.entry("northern ireland", "GB"),
          Map.entry("holland", "NL"),
          Map.entry("the netherlands", "NL"),
          Map.entry("czech republic", "CZ"),
          Map.entry("turkey", "TR"),
          Map.entry("russian federation", "RU"),
          Map.entry("republic of korea", "KR"),
          Map.entry("korea", "KR"),
          Map.entry("viet nam", "VN"),
          Map.entry("uae", "AE"),
          Map.entry("hong kong", "HK"),
          Map.entry("macau", "MO"),
          Map.entry("ivory coast", "CI"));
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");
  private static final Map<String, String> BY_NAME = byName();

  private Countries() {}

  /// @return empty when no country goes by that code or name
  public static Optional<String> alpha2(String text) {
    return Optional.ofNullable(BY_NAME.get(key(text)));
  }

  private static Map<String, String> byName() {
    Map<String, String> byName = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      Locale country = new Locale.Builder().setRegion(code).build();
      LANGUAGES.forEach(language -> byName.put(key(country.getDisplayCountry(language)), code));
    }
    for (String code : Locale.getISOCountries()) {
      Locale country = new Locale.Builder().setRegion(code).build();
      byName.put(key(country.getISO3Country()), code);
      byName.put(key(code), code);
    }
    byName.putAll(ALIASES);
    return byName;
  }

  /// Without accents and punctuation, in lower case.
  private static String key(String name) {
    String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    return NOT_LETTERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
