package dev.leadline.testsupport;

import dev.leadline.stack.infra.FreePorts;
import dev.leadline.stack.infra.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// The PostgreSQL server of this JVM's tests: a real one with logical decoding on, started at first
/// use, gone when the JVM ends. Tests share it, so each class makes a database of its own.
public final class TestPostgres {
  private static final OncePerJvm SERVER =
      new OncePerJvm("leadline.test.postgres", TestPostgres::startServer);

  private TestPostgres() {}

  /// Makes an empty database and gives its JDBC URL, user included.
  public static String freshDatabase() {
    return SERVER.ask("freshDatabase");
  }

  /// A data source without a pool for a URL that [#freshDatabase()] gave.
  public static PGSimpleDataSource dataSource(String jdbcUrl) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(jdbcUrl);
    return source;
  }

  /// A connection to a URL that [#freshDatabase()] gave.
  public static Connection connect(String jdbcUrl) throws SQLException {
    return DriverManager.getConnection(jdbcUrl);
  }

  /// The first column of all rows of a query.
  public static List<String> texts(DataSource database, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(query);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /// Stops in good order; [#start()] goes on with the same data and port.
  public static void stop() {
    SERVER.ask("stop");
  }

  /// Ends the server as a crash would; [#start()] goes on with the same data and port.
  public static void kill() {
    SERVER.ask("kill");
  }

  /// Starts after a stop or kill and waits until the server answers; does nothing when it runs.
  public static void start() {
    SERVER.ask("start");
  }

  public static void restart() {
    stop();
    start();
  }

  private static Map<String, Callable<String>> startServer() {
    Path folder = TemporaryFolder.make("leadline-postgres-");
    PostgresServer server = PostgresServer.in(folder, FreePorts.any());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              server.kill();
              TemporaryFolder.delete(folder);
            }));
    server.start();
    Numbering names = new Numbering("test_");
    return Map.of(
        "freshDatabase",
        () -> {
          String name = names.next();
          return server.withDatabases(List.of(name)).jdbcUrl(name);
        },
        "start",
        () -> server.start().jdbcUrl("postgres"),
        "stop",
        () -> TestKafka.done(server::stop),
        "kill",
        () -> TestKafka.done(server::kill));
  }
}
