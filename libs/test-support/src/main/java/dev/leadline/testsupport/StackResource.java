package dev.leadline.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Gives a Quarkus test the shared broker and server of this JVM, a fresh database, and a free
/// port.
///
/// Use: `@QuarkusTestResource(StackResource.class)` or `@WithTestResource(StackResource.class)`.
public final class StackResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return Map.of(
        "kafka.bootstrap.servers",
        TestKafka.bootstrapServers(),
        "quarkus.datasource.jdbc.url",
        TestPostgres.freshDatabase(),
        "quarkus.datasource.username",
        "postgres",
        "quarkus.http.test-port",
        "0");
  }

  /// The servers are shared and end with the JVM.
  @Override
  public void stop() {}
}
