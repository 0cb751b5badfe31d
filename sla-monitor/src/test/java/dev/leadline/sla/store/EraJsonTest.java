package dev.leadline.sla.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.sla.SlaPolicies;
import dev.leadline.sla.clock.Era;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EraJsonTest {

  static Stream<Hours> hours() {
    return Stream.of(
        new Hours.Owner(), new Hours.Pool(), new Hours.Always(), new Hours.Named("office"));
  }

  @ParameterizedTest
  @MethodSource("hours")
  void whatIsWrittenIsReadAlike(Hours hours) {
    // given
    Era era =
        Era.of(
            3,
            Instant.parse("2026-03-02T09:00:00.123456Z"),
            SlaPolicies.with(Duration.ofHours(4), hours).policy());

    // when
    Era read = EraJson.read(era.number(), era.since(), EraJson.of(era));

    // then
    assertThat(read.countsLike(era)).isTrue();
    assertThat(read.calendars().keySet()).isEqualTo(era.calendars().keySet());
  }
}
