package dev.leadline.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeededTest {

  @Test
  void aLawIsCheckedFromTheFixedSeedAndFromAFreshOne() {
    // given
    List<Integer> seen = new ArrayList<>();
    // when
    Seeded.check(7, 3, random -> seen.add(random.nextInt()));
    // then
    assertThat(seen).hasSize(6).startsWith(new java.util.Random(7).nextInt());
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
