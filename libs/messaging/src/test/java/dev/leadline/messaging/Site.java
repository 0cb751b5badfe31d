package dev.leadline.messaging;

import dev.leadline.events.Topics;
import dev.leadline.messaging.outbound.ReplicationSlot;
import dev.leadline.testsupport.TestKafka;
import dev.leadline.testsupport.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;

/// Where a made-up service lives: a database, a topic to read and one to write.
///
/// @param name the service's name, which no other test uses
record Site(
    String name, String jdbcUrl, String bootstrapServers, String input, String output, int window) {
  static final int PARTITIONS = 3;

  static Site fresh() {
    return fresh(20_000);
  }

  /// @param window see [dev.leadline.messaging.inbound.ConsumerSettings]
  static Site fresh(int window) {
    String name = "s" + UUID.randomUUID().toString().replace("-", "");
    Site site =
        new Site(
            name,
            TestPostgres.freshDatabase(),
            TestKafka.bootstrapServers(),
            name + ".in",
            name + ".out",
            window);
    TestKafka.createTopics(PARTITIONS, site.input, site.output, site.deadLetters(), site.retries());
    TestKafka.createTopics(1, site.turns());
    site.prepareDatabase();
    return site;
  }

  /// A second service, which reads what this one writes.
  Site followedByAnother() {
    String other = name + "b";
    Site site =
        new Site(
            other, TestPostgres.freshDatabase(), bootstrapServers, output, other + ".out", window);
    TestKafka.createTopics(PARTITIONS, site.output, site.deadLetters(), site.retries());
    TestKafka.createTopics(1, site.turns());
    site.prepareDatabase();
    return site;
  }

  private void prepareDatabase() {
    execute(migration());
    execute(
        """
        create table effect (
            number bigint generated always as identity,
            partition int not null,
            id text not null)
        """);
  }

  String slot() {
    return ReplicationSlot.nameFor(name);
  }

  String deadLetters() {
    return Topics.deadLetters(name);
  }

  String turns() {
    return Topics.turns(name);
  }

  String retries() {
    return Topics.retries(name);
  }

  void execute(String sql) {
    try (Connection connection = TestPostgres.connect(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String migration() {
    try (InputStream file = Site.class.getResourceAsStream("/db/messaging/V0_1__positions.sql")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
