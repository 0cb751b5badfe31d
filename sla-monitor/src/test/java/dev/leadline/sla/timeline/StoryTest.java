package dev.leadline.sla.timeline;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.leadId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.DerivedIds;
import dev.leadline.testsupport.Seeded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoryTest {
  @Test
  void whatHappenedFirstIsToldFirst() {
    assertThat(told(entry("b", 5, 5, 0, null), entry("a", 1, 9, 0, null)))
        .containsExactly("a", "b");
  }

  @Test
  void whatWasRecordedFirstIsToldFirstOfWhatHappenedAtOnce() {
    assertThat(told(entry("b", 1, 3, 0, null), entry("a", 1, 2, 9, null)))
        .containsExactly("a", "b");
  }

  @Test
  void whatAServiceSaidAtOnceIsToldAsItSaidIt() {
    assertThat(told(entry("b", 1, 1, 8, null), entry("a", 1, 1, 7, null)))
        .containsExactly("a", "b");
  }

  @Test
  void noEffectIsToldBeforeItsCauseWhateverTheClocksSay() {
    assertThat(told(entry("effect", 1, 2, 0, "cause"), entry("cause", 1, 3, 0, null)))
        .containsExactly("cause", "effect");
  }

  @Test
  void theOrderOfTheRowsDoesNotMatter() {
    Seeded.check(
        7,
        100,
        random -> {
          // given
          List<Entry> entries = new ArrayList<>();
          for (int number = 0; number < 20; number++) {
            String cause = number == 0 || random.nextBoolean() ? null : "" + random.nextInt(number);
            entries.add(
                entry("" + number, random.nextInt(5), random.nextInt(5), random.nextInt(5), cause));
          }
          List<Entry> shuffled = new ArrayList<>(entries);
          Collections.shuffle(shuffled, random);

          // then
          assertThat(Story.inOrder(shuffled))
              .isEqualTo(Story.inOrder(entries))
              .hasSameSizeAs(entries);
        });
  }

  private static List<String> told(Entry... entries) {
    return Story.inOrder(List.of(entries)).stream().map(Entry::type).toList();
  }

  private static Entry entry(
      String name, int happened, int recorded, long sequence, @Nullable String cause) {
    UUID causation = cause == null ? null : DerivedIds.ofText(cause);
    return new Entry(
        DerivedIds.ofText(name),
        leadId(1),
        name,
        "/leadline/routing",
        MONDAY_MORNING.plusSeconds(happened),
        MONDAY_MORNING.plusSeconds(recorded),
        sequence,
        "delivery-1",
        causation,
        "policy-1",
        new byte[0]);
  }
}
