package dev.leadline.messaging.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Turn;
import dev.leadline.tracing.OpenTelemetryTracing;
import dev.leadline.tracing.Step;
import dev.leadline.tracing.Tracing;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/// A request's record goes through producer, consumer and outbox.
class TracedWayTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-02T09:00:00.100Z"));
  private static final String RECORDED = "2026-03-02T09:00:00Z";

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final Tracing tracing =
      new OpenTelemetryTracing("routing", 1, SimpleSpanProcessor.create(spans));
  private final List<OutboundRecord> published = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();

  @Test
  void whatIsSaidOnTheWayIsOneTraceFromStepToStep() throws SQLException {
    // given
    Step request = tracing.request("FormResource.receive", null);
    OutboundRecord delivery =
        TracedTransactions.traced(record("leadline.inbox.v1", "1"), request.traceparent());

    // when
    InboundRecord received = sent(delivery);
    handle(received, new Copying("leadline.intake.v1"));
    afterCommit.forEach(Runnable::run);
    sent(published.getFirst());
    request.done();

    // then
    Map<String, SpanData> byName = new HashMap<>();
    spans.getFinishedSpanItems().forEach(span -> byName.put(span.getName(), span));
    List<String> way =
        List.of(
            "FormResource.receive",
            "publish leadline.inbox.v1",
            "process leadline.inbox.v1",
            "publish leadline.intake.v1");
    assertThat(byName).containsOnlyKeys(way);
    for (int i = 1; i < way.size(); i++) {
      assertThat(span(byName, way.get(i)).getParentSpanId())
          .as(way.get(i))
          .isEqualTo(span(byName, way.get(i - 1)).getSpanId());
      assertThat(span(byName, way.get(i)).getTraceId())
          .isEqualTo(span(byName, way.get(0)).getTraceId());
    }
    assertThat(span(byName, "publish leadline.intake.v1").getStartEpochNanos())
        .as("the time in the outbox counts")
        .isEqualTo(nanos(Instant.parse(RECORDED)));
  }

  @Test
  void aBatchThatFailsIsTold() {
    // given
    InboundRecord received =
        sent(
            TracedTransactions.traced(
                record("leadline.intake.v1", "1"), tracing.request("x", null).traceparent()));
    spans.reset();

    // when
    assertThatThrownBy(() -> handle(received, new Copying("none").failing()))
        .hasMessage("The database is away");

    // then
    assertThat(spans.getFinishedSpanItems())
        .singleElement()
        .satisfies(span -> {
          assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
          assertThat(span.getStatus().getDescription()).isEqualTo("SQLException");
        });
  }

  @Test
  void aRecordOfNoTraceIsLeftAlone() throws SQLException {
    // given
    Copying handler = new Copying("leadline.intake.v1");

    // when
    InboundRecord received = sent(record("leadline.inbox.v1", "1"));
    handle(received, handler);
    afterCommit.forEach(Runnable::run);

    // then
    assertThat(handler.taken).containsExactly(received);
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void nothingIsDoneWhileTracingIsOff() {
    // given
    BatchHandler handler = new Copying("leadline.intake.v1");
    Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:1");
    Map<String, Object> producer = new HashMap<>(TracedSends.into(settings, Tracing.OFF));
    TracedSends.intercept(producer);

    // then
    assertThat(TracedHandler.of(handler, Tracing.OFF, CLOCK)).isSameAs(handler);
    assertThat(TracedSends.into(settings, Tracing.OFF)).isSameAs(settings);
    assertThat(producer).doesNotContainKey(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
  }

  /// Sends a record as a producer does and gives what a consumer would see.
  private InboundRecord sent(OutboundRecord outbound) {
    Map<String, Object> settings = new HashMap<>(TracedSends.into(Map.of(), tracing));
    TracedSends.intercept(settings);
    assertThat(settings)
        .containsEntry(
            ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
            "dev.leadline.messaging.tracing.TracedSends");
    try (TracedSends sends = new TracedSends()) {
      sends.configure(settings);
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(outbound.topic(), outbound.key(), outbound.value());
      outbound.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
      sends.onSend(record);
      sends.onAcknowledgement(null, null, record.headers());
      Map<String, String> headers = new HashMap<>();
      record.headers().forEach(it -> headers.put(it.key(), new String(it.value(), UTF_8)));
      return new InboundRecord(
          outbound.topic(), 0, 7, outbound.key(), headers, outbound.value(), CLOCK.instant());
    }
  }

  private void handle(InboundRecord record, BatchHandler handler) throws SQLException {
    TracedHandler.of(handler, tracing, CLOCK)
        .handle(new Batch(record.topic(), 0, List.of(record)), new Collecting());
  }

  private static OutboundRecord record(String topic, String id) {
    return new OutboundRecord(
        topic, "key", Map.of("ce_id", id, "ce_recordedtime", RECORDED), new byte[0]);
  }

  private static SpanData span(Map<String, SpanData> byName, String name) {
    return java.util.Objects.requireNonNull(byName.get(name));
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }

  /// Says each record again on another topic, with the headers it came with, as envelopes do.
  private static final class Copying implements BatchHandler {
    private final String topic;
    private final List<InboundRecord> taken = new ArrayList<>();
    private boolean failing;

    Copying(String topic) {
      this.topic = topic;
    }

    Copying failing() {
      failing = true;
      return this;
    }

    @Override
    public Set<String> topics() {
      return Set.of();
    }

    @Override
    public void handle(Batch batch, Transaction transaction) throws SQLException {
      if (failing) {
        throw new SQLException("The database is away");
      }
      taken.addAll(batch.records());
      batch.records().stream()
          .map(it -> new OutboundRecord(topic, "key", it.headers(), it.value()))
          .forEach(transaction::publish);
    }
  }

  private final class Collecting implements Transaction {
    @Override
    public Connection connection() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void publish(OutboundRecord record) {
      published.add(record);
    }

    @Override
    public void afterCommit(Runnable action) {
      afterCommit.add(action);
    }

    @Override
    public Turn turn() {
      return new Turn();
    }
  }
}
