package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final long[] FRACTIONS = {1_000_000_000, 1_000_000, 1_000, 1};

  @Test
  void whatIsWrittenIsReadBack() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      // given
      long unit = FRACTIONS[random.nextInt(FRACTIONS.length)];
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(FIRST, LAST), random.nextInt(1_000_000_000) / unit * unit);
      // when, then
      assertThat(Instants.parse(instant.toString())).isEqualTo(instant);
    }
  }

  @Test
  void aTextWithAnotherCharacterIsReadAsThePlatformReadsIt() {
    Random random = new Random(2);
    String characters = "0123456789-+:.TtZz /";
    for (int i = 0; i < 20_000; i++) {
      // given
      StringBuilder text = new StringBuilder("2026-02-28T23:59:59.123456Z");
      text.setLength(20 + random.nextInt(8));
      text.setCharAt(text.length() - 1, 'Z');
      text.setCharAt(
          random.nextInt(text.length()), characters.charAt(random.nextInt(characters.length())));
      // when, then
      assertThat(read(text.toString(), Instants::parse))
          .as(text.toString())
          .isEqualTo(read(text.toString(), Instant::parse));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-02-29T00:00:00Z",
        "2024-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T23:59:60Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1Z",
        "2026-01-01T00:00:00.1234567890Z",
        "2026-01-01T00:00:00+01:00",
        "+12026-01-01T00:00:00Z",
        "2026-01-01T00:00Z",
        "２026-01-01T00:00:00Z"
      })
  void theEdgesAreWhereThePlatformHasThem(String text) {
    assertThat(read(text, Instants::parse)).isEqualTo(read(text, Instant::parse));
  }

  private static Optional<Instant> read(String text, Function<String, Instant> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
