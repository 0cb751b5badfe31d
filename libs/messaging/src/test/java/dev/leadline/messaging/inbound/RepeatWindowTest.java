package dev.leadline.messaging.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.testsupport.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RepeatWindowTest {

  @Test
  void itHoldsExactlyTheIdsOfTheLastRecords() {
    Seeded.check(
        42,
        50,
        random -> {
          // given
          int capacity = 1 + random.nextInt(60);
          RepeatWindow window = new RepeatWindow(capacity);
          List<String> seen = new ArrayList<>();
          for (int step = 0; step < 400; step++) {
            // when
            String id = anId(random, 1 + capacity * 2);
            window.add(id);
            seen.add(id);

            // then
            List<String> last = seen.subList(Math.max(0, seen.size() - capacity), seen.size());
            String other = anId(random, 1 + capacity * 2);
            assertThat(window.contains(id)).isTrue();
            assertThat(window.contains(other)).isEqualTo(last.contains(other));
          }
        });
  }

  @Test
  void aRecordWithoutAnIdIsNeverARepeatAndStillTakesAPlace() {
    // given
    RepeatWindow window = new RepeatWindow(2);
    window.add("a");

    // when
    window.add(null);

    // then
    assertThat(window.contains(null)).isFalse();
    assertThat(window.contains("a")).isTrue();

    // when
    window.add(null);

    // then
    assertThat(window.contains("a")).isFalse();
  }

  @Test
  void idsThatOnlyLookLikeUuidsAreToldApart() {
    // given
    RepeatWindow window = new RepeatWindow(10);
    String id = "0000000000000001-0002-0003-0004-0005";

    // when
    window.add(id);

    // then
    assertThat(id).hasSize(36);
    assertThat(window.contains(id)).isTrue();
    assertThat(window.contains("00000001-0002-0003-0004-000000000005")).isFalse();
  }

  /// Few enough that they come again.
  private static String anId(Random random, int of) {
    int number = random.nextInt(of);
    return number % 2 == 0 ? "id-" + number : new UUID(0x8000L, number).toString();
  }
}
