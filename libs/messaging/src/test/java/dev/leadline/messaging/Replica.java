package dev.leadline.messaging;

import dev.leadline.messaging.inbound.ConsumerSettings;
import dev.leadline.messaging.inbound.PartitionConsumer;
import dev.leadline.messaging.outbound.Outbox;
import dev.leadline.messaging.outbound.Relay;
import dev.leadline.messaging.outbound.RelaySettings;
import dev.leadline.messaging.outbound.RelaySettings.Database;
import dev.leadline.messaging.outbound.ReplicationSlot;
import dev.leadline.messaging.outbound.TurnRecords;
import dev.leadline.messaging.transaction.Backoff;
import dev.leadline.messaging.transaction.JdbcTransactions;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/// One process' worth of a made-up service: consumer, transactions and relay, each started alone.
final class Replica implements AutoCloseable {
  final AgroalDataSource pool;
  final ReplicationSlot slot;
  final JdbcTransactions transactions;
  final Relay relay;
  final PartitionConsumer consumer;
  final MeterRegistry meters = new SimpleMeterRegistry();

  private Replica(Builder parts) throws SQLException {
    Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1), () -> 1);
    Site site = parts.site;
    this.pool = pool(site.jdbcUrl());
    DataSource database = parts.database.apply(pool);
    this.slot = new ReplicationSlot(pool, site.slot());
    RelaySettings relaySettings =
        new RelaySettings(
            database(site.jdbcUrl()),
            site.window(),
            Duration.ofMillis(3),
            parts.heartbeat,
            Duration.ofMillis(200),
            parts.relayKafka);
    this.transactions =
        new JdbcTransactions(
            database,
            new Outbox(relaySettings.maxTransaction(), relaySettings.maxMessage()),
            new TurnRecords(site.name(), site.turns()),
            backoff);
    this.relay = new Relay(relaySettings, pool, slot, backoff);
    this.consumer =
        new PartitionConsumer(
            new ConsumerSettings(
                site.name(), site.output(), parts.maxPollRecords, site.window(), parts.kafka),
            parts.handler,
            database,
            transactions,
            backoff,
            meters,
            InstantSource.system());
  }

  static Builder of(Site site) {
    return new Builder(site);
  }

  Replica start() throws SQLException {
    slot.ensure(false);
    relay.start();
    consumer.start();
    return this;
  }

  @Override
  public void close() {
    consumer.close();
    relay.close();
    pool.close();
  }

  /// Set up as Quarkus and the settings of this library set it up.
  private static AgroalDataSource pool(String url) throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(pool ->
                pool.maxSize(6)
                    .acquisitionTimeout(Duration.ofSeconds(5))
                    .validateOnBorrow(true)
                    .exceptionSorter(new PostgreSQLExceptionSorter())
                    .connectionFactoryConfiguration(
                        connection -> connection.jdbcUrl(url).autoCommit(true))));
  }

  private static Database database(String url) {
    URI uri = URI.create(url.substring("jdbc:".length()));
    return new Database(uri.getHost(), uri.getPort(), uri.getPath().substring(1), "postgres", "");
  }

  /// What is special about a replica.
  static final class Builder {
    private final Site site;
    private final Map<String, Object> kafka = new HashMap<>();
    private final Map<String, Object> relayKafka = new HashMap<>();
    private BatchHandler handler;
    private UnaryOperator<DataSource> database = UnaryOperator.identity();
    private Duration heartbeat = Duration.ofSeconds(1);
    private int maxPollRecords = 100;

    private Builder(Site site) {
      this.site = site;
      this.handler = new Effects(site);
      kafka.put("bootstrap.servers", site.bootstrapServers());
      relayKafka.put("bootstrap.servers", site.bootstrapServers());
    }

    Builder handler(BatchHandler handler) {
      this.handler = handler;
      return this;
    }

    Builder database(UnaryOperator<DataSource> wrapper) {
      this.database = wrapper;
      return this;
    }

    Builder kafka(String name, Object value) {
      kafka.put(name, value);
      return this;
    }

    Builder relayKafka(String name, Object value) {
      relayKafka.put(name, value);
      return this;
    }

    Builder maxPollRecords(int records) {
      maxPollRecords = records;
      return this;
    }

    Replica build() throws SQLException {
      return new Replica(this);
    }

    Replica start() throws SQLException {
      return build().start();
    }
  }
}
