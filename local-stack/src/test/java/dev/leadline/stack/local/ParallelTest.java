package dev.leadline.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ParallelTest {

  @Test
  void allIsDoneAtTheSameTime() {
    // given
    CountDownLatch together = new CountDownLatch(3);
    Set<Integer> done = ConcurrentHashMap.newKeySet();
    // when
    Parallel.forEach(
        List.of(1, 2, 3),
        item -> {
          together.countDown();
          await(together);
          done.add(item);
        },
        () -> {});
    // then
    assertThat(done).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void theFirstFailureMakesTheOthersGiveUpAndIsThrown() {
    // given
    CountDownLatch givenUp = new CountDownLatch(1);
    // then
    assertThatThrownBy(() ->
            Parallel.forEach(
                List.of("waits", "fails"),
                item -> {
                  if (item.equals("fails")) {
                    throw new StackException("no");
                  }
                  await(givenUp);
                },
                givenUp::countDown))
        .isInstanceOf(StackException.class)
        .hasMessage("no");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
