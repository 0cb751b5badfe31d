package dev.leadline.audit.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.ChainHead;
import dev.leadline.audit.DecisionLog;
import dev.leadline.audit.DecisionRecord;
import dev.leadline.events.Actor;
import dev.leadline.events.ChainHeadPublished;
import dev.leadline.events.ChainPrefixDropped;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadId;
import dev.leadline.events.Reason;
import dev.leadline.events.Topics;
import dev.leadline.messaging.Transactions;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AuditKeepingIT {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static volatile Instant now = START;

  @Inject Transactions transactions;
  @Inject Retention retention;
  @Inject MeterRegistry registry;

  /// The time of the service under test.
  static final class MovedTime {
    @Produces
    @Singleton
    InstantSource time() {
      return () -> now;
    }
  }

  @Test
  void headsAreToldOutsideOfTheDatabaseAndCounted() {
    // given
    String chain = "routing:told";

    // when
    ChainHead head = append(chain, 1, 3, START);

    // then
    topicIsThere();
    try (TestTopics topics = TestTopics.listeningTo(Topics.AUDIT)) {
      ChainHeadPublished published =
          topics.await(ChainHeadPublished.class, event -> event.chain().equals(chain)).event();
      assertThat(published).isEqualTo(new ChainHeadPublished(chain, head.sequence(), head.hash()));

      // when
      ChainHead further = append(chain, 4, 9, START);

      // then
      topics.await(
          ChainHeadPublished.class,
          event -> event.equals(new ChainHeadPublished(chain, 9, further.hash())));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> {
          assertThat(
                  registry.get("leadline.audit.chain.length").tag("chain", chain).gauge().value())
              .isEqualTo(9);
          assertThat(registry.get("leadline.audit.heads.published").counter().count())
              .isGreaterThanOrEqualTo(2);
        });
  }

  @Test
  void whereAChainWasCutIsToldWhenItsOldMonthsAreDropped() {
    // given
    String chain = "routing:cut";
    topicIsThere();
    Awaitility.await().until(() -> months().contains("decision_2026_11"));
    ChainHead last = append(chain, 11, 13, START);

    // when
    now = Instant.parse("2033-12-02T00:00:00Z");
    retention.keep();
    now = START;

    // then
    try (TestTopics topics = TestTopics.listeningTo(Topics.AUDIT)) {
      assertThat(
              topics.await(ChainPrefixDropped.class, event -> event.chain().equals(chain)).event())
          .isEqualTo(new ChainPrefixDropped(chain, 3, last.hash()));
    }
    assertThat(months()).doesNotContain("decision_2026_11").contains("decision_2033_12");
  }

  /// The first head that is told makes the topic.
  private static void topicIsThere() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> {
          try (TestTopics topics = TestTopics.listeningTo(Topics.AUDIT)) {
            return topics != null;
          }
        });
  }

  private List<String> months() {
    return transactions.call(transaction -> {
      List<String> names = new java.util.ArrayList<>();
      try (var statement = transaction.connection().createStatement();
          var rows =
              statement.executeQuery(
                  "select inhrelid::regclass::text from pg_inherits where inhparent = 'decision'::regclass")) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      return names;
    });
  }

  private ChainHead append(String chain, int from, int to, Instant recordedAt) {
    List<DecisionRecord> records =
        java.util.stream.IntStream.rangeClosed(from, to)
            .mapToObj(number -> record(number, recordedAt))
            .toList();
    return transactions.call(
        transaction -> DecisionLog.append(transaction.connection(), chain, records).orElseThrow());
  }

  private static DecisionRecord record(int number, Instant recordedAt) {
    UUID cause = DerivedIds.ofText("cause-" + number);
    return new DecisionRecord(
        DerivedIds.derive(cause, "decision", 0),
        LeadId.firstSeen(recordedAt, cause),
        "routing",
        recordedAt,
        recordedAt,
        "p1",
        cause,
        "delivery-" + number,
        Actor.system("routing"),
        "assigned",
        List.of(Reason.matched("everyone-else", "")),
        "digest");
  }
}
