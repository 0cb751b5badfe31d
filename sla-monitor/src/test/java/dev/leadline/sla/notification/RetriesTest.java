package dev.leadline.sla.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.SlaPolicy.Channel.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetriesTest {

  @Test
  void webhooksAreRetriedOnTheScheduleOfTheSpecification() {
    assertThat(Retries.after(1, Kind.WEBHOOK)).contains(Duration.ofSeconds(5));
    assertThat(Retries.after(2, Kind.WEBHOOK)).contains(Duration.ofMinutes(5));
    assertThat(Retries.after(9, Kind.WEBHOOK)).contains(Duration.ofHours(24));
    assertThat(Retries.after(10, Kind.WEBHOOK)).isEmpty();
  }

  @Test
  void peopleAreTriedSoonerAndForADay() {
    // when
    Duration all =
        IntStream.iterate(1, attempts -> attempts + 1)
            .mapToObj(attempts -> Retries.after(attempts, Kind.SLACK))
            .takeWhile(Optional::isPresent)
            .map(Optional::orElseThrow)
            .reduce(Duration.ZERO, Duration::plus);

    // then
    assertThat(Retries.after(1, Kind.SLACK)).contains(Duration.ofSeconds(5));
    assertThat(Retries.after(20, Kind.SLACK)).contains(Duration.ofMinutes(30));
    assertThat(all).isBetween(Duration.ofHours(22), Duration.ofHours(26));
  }
}
