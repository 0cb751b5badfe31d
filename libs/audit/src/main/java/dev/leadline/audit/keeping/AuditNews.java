package dev.leadline.audit.keeping;

import dev.leadline.events.AuditEvent;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Topics;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What a service says of its audit trail. The topic is compacted, but not before an auditor had
/// time to look: of every chain all heads of the last days stay, and then the last one.
@ApplicationScoped
class AuditNews {
  private static final int TIMEOUT_MS = 10_000;
  private static final Duration ALL_STAY_FOR = Duration.ofDays(7);

  private final String service;
  private final boolean on;
  private final short replicationFactor;
  private final Map<String, Object> kafka;
  private volatile boolean topicIsThere;

  @Inject
  AuditNews(
      @ConfigProperty(name = "leadline.service") String service,
      @ConfigProperty(name = "leadline.messaging.enabled", defaultValue = "true") boolean on,
      @ConfigProperty(name = "leadline.messaging.replication-factor", defaultValue = "1")
          short replicationFactor,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.service = service;
    this.on = on;
    this.replicationFactor = replicationFactor;
    this.kafka = kafka;
  }

  /// Whether messaging is on, without which nothing is said.
  boolean isOn() {
    return on;
  }

  /// Whether something may be said now: while the topic is not there, the relay would wait for it.
  boolean isReady() {
    return topicIsThere || !on;
  }

  /// Makes the topic, once.
  ///
  /// @throws IllegalStateException when the broker cannot be asked
  void ensureTopic() {
    if (isReady()) {
      return;
    }
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    try (Admin admin = Admin.create(settings)) {
      admin.createTopics(List.of(topic())).all().get();
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(
            "Topic '" + Topics.AUDIT + "': " + failure.getMessage(), failure);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while making '" + Topics.AUDIT + "'", interrupted);
    }
    topicIsThere = true;
  }

  /// Says it when the transaction commits, if messaging is on.
  void publish(Transaction transaction, AuditEvent event, Instant now) {
    if (!on) {
      return;
    }
    Envelope<AuditEvent> envelope =
        Envelope.first(
            DerivedIds.ofText("audit:" + event + ":" + now), service, now, now, null, event);
    transaction.publish(OutboundRecord.of(Topics.AUDIT, envelope));
  }

  private NewTopic topic() {
    return new NewTopic(Topics.AUDIT, 1, replicationFactor)
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                Long.toString(ALL_STAY_FOR.toMillis())));
  }
}
