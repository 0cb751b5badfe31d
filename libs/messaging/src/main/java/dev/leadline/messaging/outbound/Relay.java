package dev.leadline.messaging.outbound;

import dev.leadline.messaging.transaction.Backoff;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.spi.OffsetCommitPolicy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Brings the outbox of a database to Kafka in commit order: reads the write-ahead log through
/// Debezium's embedded engine, publishes, and confirms to the replication slot what Kafka has.
///
/// One relay holds the slot; the relays of other replicas stand by and take over when it is free.
/// After a crash the last events are published again, with the same ids; see [RelaySettings] for
/// how many. A failed run starts anew with backoff, for ever.
public final class Relay implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final Duration BATCH_IN_HAND = Duration.ofSeconds(5);
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int MAX_STEPS = 300;

  private final RelaySettings settings;
  private final ReplicationSlot slot;
  private final RelayProgress progress;
  private final Backoff backoff;
  private final Thread thread;
  private final ReentrantLock publishing = new ReentrantLock();
  private volatile boolean closing;
  private volatile boolean reading;
  private volatile boolean standingBy;
  private volatile @Nullable DebeziumEngine<?> engine;
  private volatile @Nullable String trouble;

  public Relay(RelaySettings settings, DataSource database, ReplicationSlot slot, Backoff backoff) {
    this.settings = settings;
    this.slot = slot;
    this.progress = new RelayProgress(database, slot.name());
    this.backoff = backoff;
    this.thread = Thread.ofPlatform().name("leadline-relay").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Lets the batch in hand reach Kafka and gives the slot free.
  @Override
  public void close() {
    try {
      markClosing();
      for (int step = 0; thread.isAlive() && step < MAX_STEPS; step++) {
        stopEngine();
        thread.join(STEP.toMillis());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Why nothing is published; empty when all is well, standing by included.
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /// Whether this relay holds the slot, and not the one of another replica.
  public boolean isActive() {
    return reading;
  }

  /// Whether the relay of another replica holds the slot.
  public boolean isStandingBy() {
    return standingBy;
  }

  /// What the slot has still to do.
  ///
  /// @param lagBytes how much write-ahead log it has not confirmed
  /// @param retainedBytes how much write-ahead log the server keeps on its account; it fills the
  ///   disk, or up to `max_slot_wal_keep_size`
  public record Backlog(long lagBytes, long retainedBytes) {}

  /// How far behind the slot is; empty when the database does not say.
  public Optional<Backlog> backlog() {
    try {
      return slot.state().map(state -> new Backlog(state.lagBytes(), state.retainedBytes()));
    } catch (Exception unreachable) {
      LOG.debugf(unreachable, "Relay lag unknown");
      return Optional.empty();
    }
  }

  private void run() {
    int failures = 0;
    while (!closing) {
      try {
        refuseLostSlot();
        Optional<RelayTurn> turn = progress.tryBegin();
        standingBy = turn.isEmpty();
        if (turn.isPresent()) {
          relay(turn.get());
        } else {
          pause(settings.standby());
        }
        failures = 0;
        trouble = null;
      } catch (Exception failure) {
        standingBy = false;
        if (!closing) {
          failures = reading ? 1 : failures + 1;
          trouble = String.valueOf(failure.getMessage());
          LOG.warnf(
              failures == 1 ? failure : null,
              "Relay failed, starting anew slot=%s failures=%d reason=\"%s\"",
              slot.name(),
              failures,
              trouble);
          pause(backoff.after(failures));
        }
      } finally {
        reading = false;
      }
    }
  }

  private void refuseLostSlot() throws SQLException {
    ReplicationSlot.State state =
        slot.state()
            .orElseThrow(
                () -> new LostEventsException("Replication slot '" + slot.name() + "' is gone"));
    if (state.lost()) {
      throw new LostEventsException(
          "Replication slot '" + slot.name() + "' was cut off by max_slot_wal_keep_size");
    }
  }

  /// Runs the engine until it is closed or fails.
  private void relay(RelayTurn turn) {
    LOG.infof("Relay takes the slot slot=%s epoch=%d", slot.name(), turn.epoch());
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try (turn;
        LogPublisher publisher =
            new LogPublisher(
                new KafkaProducer<>(settings.forProducer()),
                progress,
                slot.name(),
                turn.epoch(),
                settings.saveEvery())) {
      DebeziumEngine<?> starting =
          DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
              .using(settings.forDebezium(slot.name(), slot.name() + "_" + turn.epoch()))
              .using(OffsetCommitPolicy.always())
              .using((success, message, error) -> failure.set(error))
              .notifying(new Hand(publisher, turn))
              .build();
      engine = starting;
      starting.run();
    } finally {
      engine = null;
    }
    @Nullable Throwable error = failure.get();
    if (error != null) {
      throw new IllegalStateException("Debezium stopped: " + error.getMessage(), error);
    }
  }

  /// Gives the batch in hand some time; later ones see it. A broker that is away would hold it up
  /// for ever.
  private void markClosing() throws InterruptedException {
    boolean between = publishing.tryLock(BATCH_IN_HAND.toMillis(), TimeUnit.MILLISECONDS);
    closing = true;
    if (between) {
      publishing.unlock();
    }
  }

  private void stopEngine() {
    @Nullable DebeziumEngine<?> running = engine;
    if (running == null) {
      return;
    }
    try {
      running.close();
    } catch (IllegalStateException _) {
      // It refuses while it starts, and when it is stopping already.
    } catch (IOException failure) {
      LOG.warnf(failure, "Relay not stopped in order slot=%s", slot.name());
    }
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes batches from the engine; what it does not mark as processed is not confirmed.
  private final class Hand implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {
    private final LogPublisher publisher;
    private final RelayTurn turn;

    Hand(LogPublisher publisher, RelayTurn turn) {
      this.publisher = publisher;
      this.turn = turn;
    }

    @Override
    public void handleBatch(
        List<RecordChangeEvent<SourceRecord>> records,
        RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
        throws InterruptedException {
      publishing.lockInterruptibly();
      try {
        if (closing) {
          return;
        }
        publisher.publish(records.stream().map(RecordChangeEvent::record).toList());
        turn.close();
        reading = true;
        trouble = null;
        committer.markProcessed(records.getLast());
        committer.markBatchFinished();
      } catch (SQLException | ExecutionException failure) {
        throw new IllegalStateException("Batch not published: " + failure.getMessage(), failure);
      } finally {
        publishing.unlock();
      }
    }
  }
}
