package dev.leadline.benchmarks.audit;

import dev.leadline.stack.infra.FreePorts;
import dev.leadline.stack.infra.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Measures the audit trail on a server that is made for it and removed afterwards.
///
/// Arguments: `cost`, what the chain costs a service; `lookup [MILLIONS]`, how long the decisions
/// about a lead take to find among so many (10).
public final class AuditMeasurement {
  private static final String DATABASE = "audit";

  private AuditMeasurement() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    List<String> words = List.of(arguments);
    Path folder = Files.createTempDirectory("leadline-audit-");
    try (PostgresServer server = PostgresServer.in(folder, FreePorts.any()).start()) {
      String url = server.withDatabases(List.of(DATABASE)).jdbcUrl(DATABASE);
      Tables.make(url);
      if (words.contains("lookup")) {
        long millions = words.size() > 1 ? Long.parseLong(words.get(1)) : 10;
        new Lookup(url, millions * 1_000_000).run();
      } else {
        new Cost(url).run();
      }
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
