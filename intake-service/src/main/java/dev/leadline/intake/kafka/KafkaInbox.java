package dev.leadline.intake.kafka;

import dev.leadline.intake.application.Inbox;
import dev.leadline.intake.application.InboxRecords;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.messaging.DirectPublisher;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.tracing.TracedTransactions;
import dev.leadline.tracing.RequestTrace;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The inbox as a Kafka topic. Handing records to the client blocks while the broker cannot be
/// reached, so that is done on virtual threads and never on the caller's.
@Singleton
class KafkaInbox implements Inbox {
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("inbox-", 0).factory());
  private final DirectPublisher publisher;
  private final Duration timeout;

  KafkaInbox(
      DirectPublisher publisher,
      @ConfigProperty(name = "leadline.intake.inbox-timeout", defaultValue = "PT4S")
          Duration timeout) {
    this.publisher = publisher;
    this.timeout = timeout;
  }

  @Override
  public CompletionStage<Void> write(List<InboxEntry> entries) {
    String trace = RequestTrace.traceparent();
    return CompletableFuture.supplyAsync(() -> publisher.publish(records(entries, trace)), senders)
        .thenCompose(written -> written)
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static List<OutboundRecord> records(List<InboxEntry> entries, @Nullable String trace) {
    return entries.stream()
        .map(entry -> TracedTransactions.traced(InboxRecords.toRecord(entry), trace))
        .toList();
  }

  @PreDestroy
  void stop() {
    senders.close();
  }
}
