package dev.leadline.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeededTest {

  @Test
  void aLawIsCheckedFromTheSameSeedEachTime() {
    // given
    List<Integer> seen = new ArrayList<>();
    List<Integer> again = new ArrayList<>();
    // when
    Seeded.check(7, 3, random -> seen.add(random.nextInt()));
    Seeded.check(7, 3, random -> again.add(random.nextInt()));
    // then
    assertThat(seen).hasSize(3).startsWith(new Random(7).nextInt()).isEqualTo(again);
  }

  @Test
  void anotherSeedIsCheckedTooWhenOneIsGiven() {
    // given
    List<Integer> seen = new ArrayList<>();
    System.setProperty("leadline.seed", "8");
    // when
    try {
      Seeded.check(7, 3, random -> seen.add(random.nextInt()));
    } finally {
      System.clearProperty("leadline.seed");
    }
    // then
    assertThat(seen).hasSize(6).startsWith(new Random(7).nextInt());
    assertThat(seen.get(3)).isEqualTo(new Random(8).nextInt());
  }

  @Test
  void aBrokenLawNamesItsSeed() {
    assertThatThrownBy(() ->
            Seeded.check(
                7,
                3,
                _ -> {
                  throw new AssertionError("no");
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("Run 1 from seed 7 (-Dleadline.seed=7): no");
  }
}
