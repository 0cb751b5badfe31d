package dev.leadline.messaging.wiring;

import dev.leadline.events.Topics;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.inbound.ConsumerSettings;
import dev.leadline.messaging.inbound.PartitionConsumer;
import dev.leadline.messaging.outbound.Relay;
import dev.leadline.messaging.outbound.RelaySettings;
import dev.leadline.messaging.outbound.ReplicationSlot;
import dev.leadline.messaging.tracing.TracedHandler;
import dev.leadline.messaging.transaction.Backoff;
import dev.leadline.messaging.transaction.JdbcTransactions;
import dev.leadline.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Starts and stops messaging with the service.
///
/// The slot comes first and at once, so that nothing can be published before it exists. The rest
/// waits for the broker without holding up the start. On the way down the consumer finishes its
/// batch before the relay publishes its own.
@Singleton
final class MessagingLifecycle {
  private static final Logger LOG = Logger.getLogger(MessagingLifecycle.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);
  private static final Duration LONGEST_BATCH = Duration.ofMinutes(1);
  private static final Duration LAG_INTERVAL = Duration.ofSeconds(5);

  /// For an auditor to look, before of every chain only the last head stays.
  private static final Duration ALL_HEADS_STAY_FOR = Duration.ofDays(7);

  private final MessagingConfig config;
  private final String service;
  private final RelaySettings relaySettings;
  private final ReplicationSlot slot;
  private final DataSource database;
  private final JdbcTransactions transactions;
  private final Instance<BatchHandler> handlers;
  private final Instance<InstantSource> clocks;
  private final MeterRegistry registry;
  private final Tracing tracing;
  private final Backoff backoff = MessagingBeans.backoff(FIRST_RETRY, LONGEST_RETRY);
  private volatile @Nullable Thread starter;
  private volatile @Nullable Relay relay;
  private volatile @Nullable RelayLag lag;
  private volatile @Nullable PartitionConsumer consumer;
  private volatile boolean topicsReady;

  MessagingLifecycle(
      MessagingConfig config,
      @ConfigProperty(name = "leadline.service") String service,
      RelaySettings relaySettings,
      ReplicationSlot slot,
      DataSource database,
      JdbcTransactions transactions,
      Instance<BatchHandler> handlers,
      Instance<InstantSource> clocks,
      MeterRegistry registry,
      Tracing tracing) {
    this.config = config;
    this.service = service;
    this.relaySettings = relaySettings;
    this.slot = slot;
    this.database = database;
    this.transactions = transactions;
    this.handlers = handlers;
    this.clocks = clocks;
    this.registry = registry;
    this.tracing = tracing;
  }

  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event)
      throws SQLException {
    if (!config.enabled()) {
      LOG.info("Messaging is off");
      return;
    }
    slot.ensure(config.relay().acceptLostEvents());
    starter =
        Thread.ofPlatform()
            .name("leadline-messaging-start")
            .daemon()
            .start(this::startOnceTopicsAreThere);
  }

  void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    @Nullable Thread starting = starter;
    if (starting != null) {
      starting.interrupt();
      join(starting);
    }
    closeIfThere(consumer);
    closeIfThere(lag);
    closeIfThere(relay);
  }

  /// Why this service cannot do its work now; empty when it can.
  Optional<String> trouble() {
    if (!config.enabled()) {
      return Optional.empty();
    }
    if (!topicsReady) {
      return Optional.of("The broker does not answer yet");
    }
    @Nullable PartitionConsumer reading = consumer;
    if (reading != null && !reading.troubles().isEmpty()) {
      return Optional.of(reading.troubles().toString());
    }
    if (reading != null && reading.sinceLastPoll().compareTo(LONGEST_BATCH) > 0) {
      return Optional.of("The batch in hand takes longer than " + LONGEST_BATCH);
    }
    @Nullable Relay relaying = relay;
    return relaying == null ? Optional.empty() : relaying.trouble();
  }

  /// Whether no other replica is known to publish.
  boolean isOnDuty() {
    @Nullable Relay relaying = relay;
    return relaying == null || !relaying.isStandingBy();
  }

  private void startOnceTopicsAreThere() {
    try {
      ensureTopics();
    } catch (InterruptedException _) {
      return;
    }
    topicsReady = true;
    Relay relaying = new Relay(relaySettings, database, slot, backoff);
    relaying.start();
    relay = relaying;
    lag = RelayLag.measure(relaying, registry, LAG_INTERVAL);
    if (handlers.isResolvable()) {
      PartitionConsumer reading = partitionConsumer(handlers.get());
      reading.start();
      consumer = reading;
    }
    LOG.infof("Messaging started service=%s slot=%s", service, slot.name());
  }

  private PartitionConsumer partitionConsumer(BatchHandler handler) {
    InstantSource clock = MessagingBeans.clock(clocks);
    return new PartitionConsumer(
        new ConsumerSettings(
            service, ownTopic(service), config.maxPollRecords(), config.window(), kafka()),
        TracedHandler.of(handler, tracing, clock),
        database,
        transactions,
        backoff,
        registry,
        clock);
  }

  private void ensureTopics() throws InterruptedException {
    TopicCreation creation =
        new TopicCreation(kafka(), config.partitions(), config.replicationFactor());
    Set<String> read = new HashSet<>(Set.of(ownTopic(service)));
    handlers.stream().forEach(handler -> read.addAll(handler.topics()));
    List<NewTopic> topics = new ArrayList<>(read.stream().map(creation::log).toList());
    topics.add(creation.bounded(Topics.deadLetters(service), config.deadLetterRetention()));
    topics.add(creation.bounded(Topics.retries(service), config.deadLetterRetention()));
    topics.add(creation.compacted(Topics.AUDIT, ALL_HEADS_STAY_FOR));
    if (config.turns()) {
      topics.add(creation.ordered(turnsTopic(service)));
    }
    for (int failures = 1; ; failures++) {
      try {
        creation.ensure(topics);
        return;
      } catch (ExecutionException failure) {
        LOG.warnf("Topics not ensured yet reason=\"%s\"", failure.getMessage());
        Thread.sleep(backoff.after(failures));
      }
    }
  }

  private Map<String, Object> kafka() {
    return relaySettings.kafka();
  }

  /// The topic that a service alone writes to.
  static String ownTopic(String service) {
    return service.equals("sla-monitor") ? Topics.SLA : "leadline." + service + ".v1";
  }

  /// The topic on which a service tells of its transactions.
  static String turnsTopic(String service) {
    return Topics.turns(service.equals("sla-monitor") ? "sla" : service);
  }

  private static void join(Thread thread) {
    try {
      thread.join(Duration.ofSeconds(15));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeIfThere(@Nullable AutoCloseable part) {
    if (part != null) {
      try {
        part.close();
      } catch (Exception failure) {
        LOG.warnf(failure, "Not stopped in order part=%s", part.getClass().getSimpleName());
      }
    }
  }
}
