package dev.leadline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  @Test
  void pagesTogetherAreTheWholeList() {
    List<Integer> seen = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<Integer> page = lookUp(PageRequest.of(3, cursor));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
      seen.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);

    assertThat(seen).isEqualTo(IntStream.rangeClosed(1, 9).boxed().toList());
  }

  @Test
  void aPageHasADefaultLength() {
    assertThat(PageRequest.of(null, null).limit()).isEqualTo(50);
    assertThat(PageRequest.of(null, null).after()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 501})
  void aLimitOutOfBoundsIsRefused(int limit) {
    assertThatThrownBy(() -> PageRequest.of(limit, null))
        .isInstanceOf(Problem.class)
        .hasMessage("Limit " + limit + " is not from 1 to 500");
  }

  @Test
  void aCursorThatNoPageGaveIsRefused() {
    assertThatThrownBy(() -> PageRequest.of(3, "?"))
        .isInstanceOf(Problem.class)
        .hasMessage("Cursor '?' is not one that a page gave");
  }

  private static Page<Integer> lookUp(PageRequest request) {
    int after = request.after().map(Integer::valueOf).orElse(0);
    List<Integer> found =
        IntStream.rangeClosed(1, 9)
            .filter(item -> item > after)
            .limit(request.fetch())
            .boxed()
            .toList();
    return Page.of(request, found, String::valueOf);
  }
}
