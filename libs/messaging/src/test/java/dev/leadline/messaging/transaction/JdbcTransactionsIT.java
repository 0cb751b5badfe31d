package dev.leadline.messaging.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.outbound.Outbox;
import dev.leadline.messaging.outbound.TurnRecords;
import dev.leadline.testsupport.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JdbcTransactionsIT {
  private final JdbcTransactions transactions = transactions();
  private final List<String> done = new ArrayList<>();

  private static JdbcTransactions transactions() {
    return new JdbcTransactions(
        TestPostgres.dataSource(TestPostgres.freshDatabase()),
        new Outbox(10, 10),
        TurnRecords.NONE,
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), () -> 1));
  }

  @Test
  void whatFollowsACommitIsDoneOnceThoughTheWorkWasTriedTwice() {
    // given
    List<String> tries = new ArrayList<>();
    // when
    String result =
        transactions.call(transaction -> {
          tries.add("try");
          transaction.afterCommit(() -> done.add("counted in try " + tries.size()));
          if (tries.size() == 1) {
            throw new ConflictException("another got in between");
          }
          return "result";
        });
    // then
    assertThat(result).isEqualTo("result");
    assertThat(done).containsExactly("counted in try 2");
  }

  @Test
  void nothingFollowsARollback() {
    assertThatThrownBy(() ->
            transactions.call(transaction -> {
              transaction.afterCommit(() -> done.add("counted"));
              throw new IllegalStateException("broken");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
    assertThat(done).isEmpty();
  }

  @Test
  void whatFailsAfterACommitKeepsNeitherTheResultNorTheNextFromComing() {
    // when
    String result =
        transactions.call(transaction -> {
          transaction.afterCommit(() -> {
            throw new IllegalStateException("cannot count");
          });
          transaction.afterCommit(() -> done.add("counted"));
          return "result";
        });
    // then
    assertThat(result).isEqualTo("result");
    assertThat(done).containsExactly("counted");
  }
}
