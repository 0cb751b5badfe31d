package dev.leadline.stack.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.EventTypes;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.Topics;
import dev.leadline.stack.traffic.TopicTail;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Notes when each lead of one run is first assigned. A lead is recognised by the number in its
/// e-mail address, so nothing inside the services has to know of the measurement.
final class AssignmentWatch implements AutoCloseable {
  private static final byte[] ASSIGNED = EventTypes.nameOf(LeadAssigned.class).getBytes(UTF_8);

  private final Pattern email;
  private final AtomicLongArray intended;
  private final AtomicIntegerArray assignments;
  private final AtomicIntegerArray accepted;
  private final ConcurrentHistogram done =
      new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(10), 3);
  private final AtomicLong completed = new AtomicLong();
  private final AtomicLong lastNanos = new AtomicLong();
  private final TopicTail tail;

  /// @param run the text before the number in the addresses of the run
  /// @param count how many leads will be sent
  AssignmentWatch(String bootstrap, String run, int count) {
    this.email = Pattern.compile(Pattern.quote(run) + "-(\\d+)@");
    this.intended = new AtomicLongArray(count);
    this.assignments = new AtomicIntegerArray(count);
    this.accepted = new AtomicIntegerArray(count);
    this.tail = new TopicTail(bootstrap, List.of(Topics.ROUTING), this::read);
  }

  void sending(long number, long intendedNanos) {
    intended.set((int) number, intendedNanos);
  }

  void accepted(long number) {
    accepted.set((int) number, 1);
  }

  /// Leads that were accepted and are not assigned. One that was not accepted may be assigned all
  /// the same, when only the answer was lost.
  long lost() {
    long lost = 0;
    for (int number = 0; number < accepted.length(); number++) {
      lost += accepted.get(number) == 1 && assignments.get(number) == 0 ? 1 : 0;
    }
    return lost;
  }

  long completed() {
    return completed.get();
  }

  /// Leads that were assigned more than once.
  long twice() {
    long twice = 0;
    for (int number = 0; number < assignments.length(); number++) {
      twice += assignments.get(number) > 1 ? 1 : 0;
    }
    return twice;
  }

  /// Microseconds from the intended instant to the assignment being read.
  Histogram done() {
    return done.copy();
  }

  /// When the last lead was first assigned, by [System#nanoTime()].
  long lastNanos() {
    return lastNanos.get();
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    long now = System.nanoTime();
    Header type = record.headers().lastHeader("ce_type");
    if (type == null || !Arrays.equals(type.value(), ASSIGNED)) {
      return;
    }
    Matcher matcher = email.matcher(new String(record.value(), UTF_8));
    if (matcher.find()) {
      assigned(Integer.parseInt(matcher.group(1)), now);
    }
  }

  private void assigned(int number, long now) {
    if (assignments.incrementAndGet(number) == 1) {
      long micros = TimeUnit.NANOSECONDS.toMicros(now - intended.get(number));
      done.recordValue(Math.clamp(micros, 0, done.getHighestTrackableValue()));
      lastNanos.set(now);
      completed.incrementAndGet();
    }
  }

  @Override
  public void close() {
    tail.close();
  }
}
