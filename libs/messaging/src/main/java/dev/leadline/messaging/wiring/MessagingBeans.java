package dev.leadline.messaging.wiring;

import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.DirectPublisher;
import dev.leadline.messaging.Duty;
import dev.leadline.messaging.Horizon;
import dev.leadline.messaging.Transactions;
import dev.leadline.messaging.Turns;
import dev.leadline.messaging.inbound.ReadHorizon;
import dev.leadline.messaging.outbound.Outbox;
import dev.leadline.messaging.outbound.RelaySettings;
import dev.leadline.messaging.outbound.RelaySettings.Database;
import dev.leadline.messaging.outbound.ReplicationSlot;
import dev.leadline.messaging.outbound.TurnRecords;
import dev.leadline.messaging.tracing.TracedSends;
import dev.leadline.messaging.tracing.TracedTransactions;
import dev.leadline.messaging.transaction.Backoff;
import dev.leadline.messaging.transaction.JdbcTransactions;
import dev.leadline.tracing.Tracing;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Makes the parts of messaging from the configuration of a service.
final class MessagingBeans {
  private static final int DEFAULT_PORT = 5432;
  private static final Duration FIRST_RETRY = Duration.ofMillis(20);
  private static final Duration LONGEST_REQUEST_RETRY = Duration.ofSeconds(1);

  @Produces
  @Singleton
  RelaySettings relaySettings(
      MessagingConfig config,
      Tracing tracing,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
    return new RelaySettings(
        database(url, user.orElse("postgres"), password.orElse("")),
        config.window(),
        config.relay().pollInterval(),
        config.relay().heartbeat(),
        config.relay().standby(),
        TracedSends.into(kafka, tracing));
  }

  @Produces
  @Singleton
  ReplicationSlot replicationSlot(
      MessagingConfig config, RelaySettings settings, DataSource database) {
    return new ReplicationSlot(
        database,
        config.relay().slot().orElseGet(() -> ReplicationSlot.nameFor(settings.database().name())));
  }

  @Produces
  @Singleton
  @Typed({JdbcTransactions.class, Turns.class})
  JdbcTransactions transactions(
      MessagingConfig config,
      @ConfigProperty(name = "leadline.service") String service,
      DataSource database,
      RelaySettings relay) {
    return new JdbcTransactions(
        database,
        new Outbox(relay.maxTransaction(), relay.maxMessage()),
        config.turns()
            ? new TurnRecords(service, MessagingLifecycle.turnsTopic(service))
            : TurnRecords.NONE,
        backoff(FIRST_RETRY, LONGEST_REQUEST_RETRY));
  }

  @Produces
  @Singleton
  @Typed(Transactions.class)
  Transactions requests(JdbcTransactions transactions, Tracing tracing) {
    return TracedTransactions.of(transactions, tracing);
  }

  @Produces
  @Singleton
  DirectPublisher directPublisher(
      MessagingConfig config,
      Tracing tracing,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    return new DirectPublisher(TracedSends.into(kafka, tracing), config.publishTimeout());
  }

  void close(@Disposes DirectPublisher publisher) {
    publisher.close();
  }

  /// Where messaging is off, there is nothing to wait for.
  @Produces
  @Singleton
  Horizon horizon(
      MessagingConfig config,
      @ConfigProperty(name = "leadline.service") String service,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      DataSource database,
      Instance<BatchHandler> handlers,
      Instance<InstantSource> clocks) {
    InstantSource clock = clock(clocks);
    return config.enabled()
        ? new ReadHorizon(service, handlers.get().topics(), kafka, database, clock)
        : clock::instant;
  }

  void close(@Disposes Horizon horizon) {
    if (horizon instanceof ReadHorizon reading) {
      reading.close();
    }
  }

  @Produces
  @ApplicationScoped
  Duty duty(MessagingLifecycle lifecycle) {
    return lifecycle::isOnDuty;
  }

  /// The service's own clock, where it has one.
  static InstantSource clock(Instance<InstantSource> clocks) {
    return clocks.isResolvable() ? clocks.get() : InstantSource.system();
  }

  static Backoff backoff(Duration first, Duration longest) {
    return new Backoff(first, longest, () -> ThreadLocalRandom.current().nextDouble());
  }

  /// Takes apart `jdbc:postgresql://host[:port]/name[?user=...&password=...]`; what the URL says
  /// goes first, as it does with the driver.
  static Database database(String url, String user, String password) {
    URI uri = URI.create(url.substring("jdbc:".length()));
    if (!url.startsWith("jdbc:postgresql://") || uri.getHost() == null || uri.getPath() == null) {
      throw new IllegalArgumentException(
          "'%s' was to name one PostgreSQL host and a database".formatted(url));
    }
    return new Database(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        uri.getPath().substring(1),
        parameter(uri, "user").orElse(user),
        parameter(uri, "password").orElse(password));
  }

  private static Optional<String> parameter(URI uri, String name) {
    @Nullable String query = uri.getQuery();
    if (query == null) {
      return Optional.empty();
    }
    return Pattern.compile("&")
        .splitAsStream(query)
        .filter(part -> part.startsWith(name + "="))
        .map(part -> part.substring(name.length() + 1))
        .findFirst();
  }
}
