package dev.leadline.intake.kafka;

import dev.leadline.intake.application.Inbox;
import dev.leadline.intake.application.InboxRecords;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.messaging.DirectPublisher;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.tracing.TracedTransactions;
import dev.leadline.tracing.RequestTrace;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The inbox as a Kafka topic.
@Singleton
class KafkaInbox implements Inbox {
  private final DirectPublisher publisher;

  KafkaInbox(DirectPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public CompletionStage<Void> write(List<InboxEntry> entries) {
    return publisher.publish(records(entries, RequestTrace.traceparent()));
  }

  private static List<OutboundRecord> records(List<InboxEntry> entries, @Nullable String trace) {
    return entries.stream()
        .map(entry -> TracedTransactions.traced(InboxRecords.toRecord(entry), trace))
        .toList();
  }
}
