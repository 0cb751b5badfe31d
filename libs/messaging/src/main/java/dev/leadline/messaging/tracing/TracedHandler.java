package dev.leadline.messaging.tracing;

import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.tracing.Step;
import dev.leadline.tracing.Tracing;
import dev.leadline.tracing.Tracing.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Has each record of a batch that is part of a trace decided in a step of its own, which lasts as
/// long as the batch and becomes the parent of what is said because of the record. A batch has no
/// step: records of many deliveries share it, and a trace is one delivery's.
public final class TracedHandler implements BatchHandler {
  private final BatchHandler handler;
  private final Tracing tracing;
  private final InstantSource clock;

  private TracedHandler(BatchHandler handler, Tracing tracing, InstantSource clock) {
    this.handler = handler;
    this.tracing = tracing;
    this.clock = clock;
  }

  /// The handler itself as long as tracing is off.
  public static BatchHandler of(BatchHandler handler, Tracing tracing, InstantSource clock) {
    return tracing.isOn() ? new TracedHandler(handler, tracing, clock) : handler;
  }

  @Override
  public Set<String> topics() {
    return handler.topics();
  }

  @Override
  public Duration rest() {
    return handler.rest();
  }

  @Override
  public void handle(Batch batch, Transaction transaction) throws SQLException {
    Instant begun = clock.instant();
    List<Step> steps = new ArrayList<>();
    List<InboundRecord> records = new ArrayList<>(batch.records().size());
    for (InboundRecord record : batch.records()) {
      records.add(traced(record, batch, begun, steps));
    }
    transaction.afterCommit(() -> steps.forEach(Step::done));
    try {
      handler.handle(new Batch(batch.topic(), batch.partition(), records), transaction);
    } catch (SQLException | RuntimeException failure) {
      steps.forEach(step -> step.failed(failure.getClass().getSimpleName()));
      throw failure;
    }
  }

  private InboundRecord traced(InboundRecord record, Batch batch, Instant begun, List<Step> steps) {
    Step step =
        tracing.step(
            Work.PROCESS,
            "process " + record.topic(),
            record.headers().get(TracedSends.HEADER),
            begun);
    String parent = step.traceparent();
    if (parent == null) {
      return record;
    }
    steps.add(
        step.with("messaging.system", "kafka")
            .with("messaging.destination.name", record.topic())
            .with("messaging.destination.partition.id", Integer.toString(record.partition()))
            .with("messaging.kafka.offset", Long.toString(record.offset()))
            .with("messaging.batch.message_count", Integer.toString(batch.records().size()))
            .with("cloudevents.event_type", record.headers().getOrDefault("ce_type", "")));
    Map<String, String> headers = new HashMap<>(record.headers());
    headers.put(TracedSends.HEADER, parent);
    return new InboundRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        headers,
        record.value(),
        record.timestamp());
  }
}
