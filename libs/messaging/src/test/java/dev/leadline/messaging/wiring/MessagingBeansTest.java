package dev.leadline.messaging.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.Topics;
import dev.leadline.messaging.outbound.RelaySettings.Database;
import org.junit.jupiter.api.Test;

class MessagingBeansTest {

  @Test
  void theRelayReadsWhereTheServiceWrites() {
    assertThat(
            MessagingBeans.database("jdbc:postgresql://db.internal:54320/routing", "svc", "secret"))
        .isEqualTo(new Database("db.internal", 54320, "routing", "svc", "secret"));
  }

  @Test
  void userAndPasswordOfTheUrlGoFirst() {
    assertThat(
            MessagingBeans.database(
                "jdbc:postgresql://db/routing?ssl=true&user=u&password=p", "svc", "secret"))
        .isEqualTo(new Database("db", 5432, "routing", "u", "p"));
  }

  @Test
  void aUrlOfSeveralHostsIsRefused() {
    assertThatThrownBy(() -> MessagingBeans.database("jdbc:postgresql://a,b/routing", "svc", ""))
        .hasMessage(
            "'jdbc:postgresql://a,b/routing' was to name one PostgreSQL host and a database");
  }

  @Test
  void aServiceOwnsOneTopic() {
    assertThat(MessagingLifecycle.ownTopic("routing")).isEqualTo(Topics.ROUTING);
    assertThat(MessagingLifecycle.ownTopic("sla-monitor")).isEqualTo(Topics.SLA);
  }
}
