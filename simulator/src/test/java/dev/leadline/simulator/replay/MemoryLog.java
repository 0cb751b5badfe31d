package dev.leadline.simulator.replay;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.simulator.export.Log;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A partition in memory.
final class MemoryLog implements Log {
  private final String topic;
  private final int partition;
  private final List<? extends Envelope<?>> records;
  private int position;

  MemoryLog(String topic, int partition, List<? extends Envelope<?>> records) {
    this.topic = topic;
    this.partition = partition;
    this.records = records;
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public @Nullable Logged next() {
    if (position == records.size()) {
      return null;
    }
    Envelope<?> envelope = records.get(position);
    return new Logged(position++, EventCodec.headers(envelope), EventCodec.value(envelope.event()));
  }

  @Override
  public long end() {
    return records.size();
  }

  @Override
  public void close() {}
}
