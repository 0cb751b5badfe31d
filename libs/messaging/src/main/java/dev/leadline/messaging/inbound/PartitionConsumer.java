package dev.leadline.messaging.inbound;

import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.transaction.Backoff;
import dev.leadline.messaging.transaction.JdbcTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads a handler's topics on a thread of its own and has them decided, batch by batch of one
/// partition, each exactly once.
///
/// Where to read is what the database says. What cannot be decided for now waits with its partition
/// paused while the others go on, and the consumer keeps its place in the group.
public final class PartitionConsumer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PartitionConsumer.class);
  private static final Duration IDLE = Duration.ofSeconds(1);

  /// Longer than a broker takes to answer a look that finds something.
  private static final Duration ANSWER = Duration.ofMillis(5);

  private static final Duration FINISH = Duration.ofSeconds(30);
  private static final int FAILURES_WORTH_TELLING = 3;

  private final ConsumerSettings settings;
  private final BatchHandler handler;
  private final BatchProcessor processor;
  private final PartitionOpener opener;
  private final Backoff backoff;
  private final Conservation conservation;
  private final ConsumerLag lag;
  private final Pace pace = new Pace(System.nanoTime());
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable Consumer<?, ?> polling;
  private volatile Map<TopicPartition, String> troubles = Map.of();
  private volatile long lastPollNanos;

  public PartitionConsumer(
      ConsumerSettings settings,
      BatchHandler handler,
      DataSource database,
      JdbcTransactions transactions,
      Backoff backoff,
      MeterRegistry registry,
      InstantSource clock) {
    this.settings = settings;
    this.handler = new RetriedRecords(new NotedRecords(handler, clock), settings.service());
    this.backoff = backoff;
    this.opener =
        new PartitionOpener(
            settings.service(), database, () -> new KafkaConsumer<>(settings.forHistory()));
    ConsumerMetrics metrics = new ConsumerMetrics(registry, settings.service());
    this.conservation = metrics.conservation();
    this.lag = new ConsumerLag(registry, settings.service(), this.handler.topics());
    this.processor =
        new BatchProcessor(
            this.handler,
            transactions,
            new PositionStore(settings.service()),
            new DeadLetters(settings.service(), settings.ownTopic(), clock),
            metrics,
            clock);
    this.thread = Thread.ofPlatform().name("leadline-consumer").daemon().unstarted(this::run);
  }

  public void start() {
    lastPollNanos = System.nanoTime();
    thread.start();
  }

  /// Finishes the batch in hand and leaves the group.
  @Override
  public void close() {
    closing = true;
    @Nullable Consumer<?, ?> waiting = polling;
    if (waiting != null) {
      waiting.wakeup();
    }
    try {
      thread.join(FINISH.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Why partitions do not move; empty when all is well.
  public Map<TopicPartition, String> troubles() {
    return troubles;
  }

  /// How long ago it last asked for records; more than some minutes means that it hangs.
  public Duration sinceLastPoll() {
    return Duration.ofNanos(System.nanoTime() - lastPollNanos);
  }

  private void run() {
    for (int failures = 1; !closing; failures++) {
      try (Consumer<@Nullable String, byte @Nullable []> consumer =
          new KafkaConsumer<>(settings.forGroup())) {
        polling = consumer;
        read(consumer);
      } catch (WakeupException _) {
        LOG.info("Consumer stopped");
      } catch (Throwable failure) {
        LOG.errorf(failure, "Consumer failed, starting anew failures=%d", failures);
        pause(backoff.after(failures));
      }
    }
  }

  private void read(Consumer<@Nullable String, byte @Nullable []> consumer) {
    Assignment assignment =
        new Assignment(consumer, settings.window(), System::nanoTime, conservation::released);
    Acknowledgements acknowledgements = new Acknowledgements(consumer);
    consumer.subscribe(handler.topics(), assignment);
    while (!closing) {
      take(poll(consumer, assignment, untilDue(assignment)), assignment);
      gather(consumer, assignment);
      countInFlight(assignment);
      openDue(consumer, assignment);
      decideDue(consumer, assignment, acknowledgements);
      acknowledgements.sendIfDue();
      lag.look(consumer, assignment, System.nanoTime());
      troubles = troublesOf(assignment);
    }
    acknowledgements.sendAll();
  }

  private static Duration untilDue(Assignment assignment) {
    long idle = IDLE.toNanos();
    return Duration.ofNanos(Math.min(assignment.nextDueNanos().orElse(idle), idle));
  }

  private ConsumerRecords<@Nullable String, byte @Nullable []> poll(
      Consumer<@Nullable String, byte @Nullable []> consumer,
      Assignment assignment,
      Duration wait) {
    lastPollNanos = System.nanoTime();
    try {
      return consumer.poll(wait);
    } catch (InvalidOffsetException gap) {
      // Opening them anew finds out and tells what is missing.
      gap.partitions().forEach(assignment::close);
      return ConsumerRecords.empty();
    }
  }

  /// Lets records gather if the handler wants them to. When the rest begins the broker has long
  /// answered the next look, with what there was then; the look after that one brings what came.
  private void gather(
      Consumer<@Nullable String, byte @Nullable []> consumer, Assignment assignment) {
    long waiting = pending(assignment);
    Duration rest =
        waiting == 0
            ? Duration.ZERO
            : longer(handler.rest(), pace.rest(waiting, System.nanoTime()));
    if (rest.isPositive() && waiting < settings.maxPollRecords()) {
      pause(rest);
      take(poll(consumer, assignment, Duration.ZERO), assignment);
      take(poll(consumer, assignment, ANSWER), assignment);
    }
  }

  private void take(
      ConsumerRecords<@Nullable String, byte @Nullable []> records, Assignment assignment) {
    for (TopicPartition id : records.partitions()) {
      @Nullable AssignedPartition partition = assignment.get(id);
      if (partition != null && partition.isOpen()) {
        List<InboundRecord> inbound = new ArrayList<>();
        for (ConsumerRecord<@Nullable String, byte @Nullable []> record : records.records(id)) {
          inbound.add(Headers.toInbound(record));
        }
        partition.enqueue(inbound);
        conservation.received(inbound.size());
        pace.count(inbound.size(), System.nanoTime());
      }
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private void openDue(Consumer<?, ?> consumer, Assignment assignment) {
    List<AssignedPartition> due =
        assignment.all().stream()
            .filter(partition -> !partition.isOpen() && isDue(partition))
            .toList();
    if (due.isEmpty()) {
      return;
    }
    try {
      opener.open(due).forEach(this::failed);
    } catch (Exception failure) {
      due.stream()
          .filter(partition -> !partition.isOpen())
          .forEach(partition -> failed(partition, failure));
    }
    for (AssignedPartition partition : due) {
      if (partition.isOpen()) {
        consumer.seek(partition.id(), partition.position());
        consumer.resume(List.of(partition.id()));
      }
    }
  }

  private void decideDue(
      Consumer<?, ?> consumer, Assignment assignment, Acknowledgements acknowledgements) {
    List<AssignedPartition> due =
        assignment.all().stream()
            .filter(partition -> partition.isOpen() && !partition.pending().isEmpty())
            .filter(PartitionConsumer::isDue)
            .toList();
    List<Portion> round = Portion.of(due, settings.maxPollRecords());
    if (round.size() > 1 && decidedTogether(round, consumer)) {
      round.forEach(each -> acknowledgements.upTo(each.partition().id(), each.next()));
      countInFlight(assignment);
      return;
    }
    for (AssignedPartition partition : due) {
      if (closing) {
        return;
      }
      decide(partition, consumer, assignment);
      acknowledgements.upTo(partition.id(), partition.position());
      countInFlight(assignment);
    }
  }

  /// Whether all could be decided in one transaction. If not, each partition is tried alone, where
  /// a failure has its consequences.
  private boolean decidedTogether(List<Portion> round, Consumer<?, ?> consumer) {
    try {
      processor.processTogether(round);
    } catch (Exception | StackOverflowError failure) {
      LOG.debugf(failure, "Partitions cannot be decided together, each is decided alone");
      return false;
    }
    for (Portion portion : round) {
      portion.partition().recovered();
      consumer.resume(List.of(portion.partition().id()));
    }
    return true;
  }

  /// As soon as it changes, so that a scrape finds the sum of [Conservation] to hold.
  private void countInFlight(Assignment assignment) {
    conservation.inFlight(pending(assignment));
  }

  private static long pending(Assignment assignment) {
    return assignment.all().stream().mapToLong(partition -> partition.pending().size()).sum();
  }

  private void decide(AssignedPartition partition, Consumer<?, ?> consumer, Assignment assignment) {
    try {
      processor.process(new Portion(partition, partition.next(settings.maxPollRecords())));
      partition.recovered();
      consumer.resume(List.of(partition.id()));
    } catch (PartitionLostException lost) {
      LOG.warnf("Batch rolled back, the partition was decided by another reason=\"%s\"", lost);
      assignment.close(partition.id());
    } catch (Exception failure) {
      failed(partition, failure);
      consumer.pause(List.of(partition.id()));
    }
  }

  private void failed(AssignedPartition partition, Exception failure) {
    int failures = partition.failures() + 1;
    Duration wait = backoff.after(failures);
    if (failure instanceof GapException) {
      LOG.errorf("Partition stopped reason=\"%s\"", failure.getMessage());
    } else {
      LOG.warnf(
          failures == 1 ? failure : null,
          "Partition waits to be tried again partition=%s failures=%d wait=%s reason=\"%s\"",
          partition.id(),
          failures,
          wait,
          failure);
    }
    partition.failed(String.valueOf(failure.getMessage()), wait, System.nanoTime());
  }

  private static boolean isDue(AssignedPartition partition) {
    return partition.waitNanos(System.nanoTime()) <= 0;
  }

  private static Map<TopicPartition, String> troublesOf(Assignment assignment) {
    Map<TopicPartition, String> found = new HashMap<>();
    for (AssignedPartition partition : assignment.all()) {
      @Nullable String trouble = partition.trouble();
      if (trouble != null
          && (!partition.isOpen() || partition.failures() >= FAILURES_WORTH_TELLING)) {
        found.put(partition.id(), trouble);
      }
    }
    return Map.copyOf(found);
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
