package dev.leadline.messaging.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.tracing.Step;
import dev.leadline.tracing.Tracing;
import dev.leadline.tracing.Tracing.Work;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Makes publishing a record a step of its trace: from when it was recorded until the broker has
/// it, so that the time in the outbox shows. What reads the record is then part of that step.
public final class TracedSends implements ProducerInterceptor<String, byte[]> {
  static final String HEADER = "traceparent";

  private static final String TRACING = "leadline.tracing";

  private final Map<String, Step> sending = new ConcurrentHashMap<>();
  private Tracing tracing = Tracing.OFF;

  /// Settings of Kafka clients with which producers trace; the same settings when tracing is off.
  public static Map<String, Object> into(Map<String, Object> kafka, Tracing tracing) {
    if (!tracing.isOn()) {
      return kafka;
    }
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(TRACING, tracing);
    return settings;
  }

  /// Has a producer trace, if its settings came through [#into].
  public static void intercept(Map<String, Object> producer) {
    if (producer.containsKey(TRACING)) {
      producer.put(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, TracedSends.class.getName());
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    tracing = (Tracing) Objects.requireNonNull(settings.get(TRACING));
  }

  @Override
  public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
    Headers headers = record.headers();
    Step step =
        tracing.step(
            Work.PUBLISH, "publish " + record.topic(), text(headers, HEADER), recorded(headers));
    String parent = step.traceparent();
    if (parent != null) {
      step.with("messaging.system", "kafka")
          .with("messaging.destination.name", record.topic())
          .with("cloudevents.event_id", Objects.requireNonNullElse(text(headers, "ce_id"), ""));
      headers.remove(HEADER).add(HEADER, parent.getBytes(UTF_8));
      sending.put(parent, step);
    }
    return record;
  }

  @Override
  public void onAcknowledgement(
      @Nullable RecordMetadata metadata, @Nullable Exception failure, @Nullable Headers headers) {
    String parent = headers == null ? null : text(headers, HEADER);
    Step step = parent == null ? null : sending.remove(parent);
    if (step == null) {
      return;
    }
    if (failure == null) {
      step.done();
    } else {
      step.failed(failure.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    sending.values().forEach(step -> step.failed("producer closed"));
    sending.clear();
  }

  /// When the event was recorded; now when it does not say.
  private static Instant recorded(Headers headers) {
    try {
      String time = text(headers, "ce_recordedtime");
      return time == null ? Instant.now() : Instant.parse(time);
    } catch (DateTimeException _) {
      return Instant.now();
    }
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
