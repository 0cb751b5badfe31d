package dev.leadline.stack.traffic;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Makes people up: the same seed and number always give the same person, so that a run can be made
/// again.
public final class People {
  private static final List<String> FIRST =
      List.of("Ana", "Bo", "Chloé", "Dmitri", "Emeka", "Fatima", "Grace", "Hiro", "Ingrid", "João");
  private static final List<String> LAST =
      List.of("Adler", "Brandt", "Castillo", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad");
  private static final List<String> TITLES =
      List.of("VP Marketing", "Head of Growth", "CTO", "Marketing Manager", "Analyst", "CEO");
  private static final List<String> INDUSTRIES =
      List.of("software", "manufacturing", "healthcare", "finance", "retail", "education");
  private static final List<Place> PLACES =
      List.of(
          new Place("US", "+1212"),
          new Place("CA", "+1416"),
          new Place("DE", "+49303"),
          new Place("GB", "+44207"),
          new Place("FR", "+3314"),
          new Place("BR", "+551198"));
  private static final List<Origin> ORIGINS =
      List.of(
          new Origin("google", "cpc", "brand"),
          new Origin("google", "organic", ""),
          new Origin("LinkedIn", "paid-social", "q4-launch"),
          new Origin("newsletter", "email", "november"),
          new Origin("(direct)", "(none)", ""),
          new Origin("partner-blog", "referral", ""));
  private static final long[] EMPLOYEES = {12, 45, 180, 320, 900, 1800, 4200, 12000};

  private static final long LOWEST_LINE = 2_000_000;
  private static final long LINES = 7_900_000;

  private final String run;
  private final long seed;
  private final long firstLine;

  /// @param run stands in every e-mail address, so that the people of two runs are not the same
  /// @param startedAt likewise for sender ids and telephone numbers: runs of up to a thousand
  ///   people a second share none for two hours, as people with one number would be one person
  public People(String run, long seed, Instant startedAt) {
    this.run = run.toLowerCase(Locale.ROOT);
    this.seed = seed;
    this.firstLine = startedAt.toEpochMilli();
  }

  public Person person(long number) {
    SplittableRandom random = new SplittableRandom(seed ^ (number * 0x9E3779B97F4A7C15L));
    String first = pick(FIRST, random);
    String last = pick(LAST, random);
    Place place = pick(PLACES, random);
    Origin origin = pick(ORIGINS, random);
    String company = pick(LAST, random) + " " + pick(INDUSTRIES, random) + " " + number % 997;
    return new Person(
        firstLine + number,
        first,
        last,
        "%s-%d@%s.example".formatted(run, number, slug(company)),
        place.phonePrefix() + (LOWEST_LINE + (firstLine + number) % LINES),
        company,
        pick(TITLES, random),
        place.country(),
        pick(INDUSTRIES, random),
        EMPLOYEES[random.nextInt(EMPLOYEES.length)],
        origin.source(),
        origin.medium(),
        origin.campaign());
  }

  private static <T> T pick(List<T> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }

  private static String slug(String company) {
    return company.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private record Place(String country, String phonePrefix) {}

  private record Origin(String source, String medium, String campaign) {}
}
