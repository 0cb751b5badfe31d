package dev.leadline.stack.infra;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server on loopback with logical decoding on; everyone on this machine is `postgres`
/// without a password.
///
/// Data and log lie in one directory and survive [#stop()] and [#kill()]; a second [#start()] goes
/// on with them on the same port.
public final class PostgresServer extends LocalServer {
  /// The databases of the five services.
  public static final List<String> SERVICE_DATABASES =
      List.of("intake", "scoring", "lifecycle", "routing", "sla");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// After a crash gigabytes of the log may have to be read before anybody is let in.
  private static final Duration RECOVERY = Duration.ofMinutes(3);

  /// At 1,000 leads/s a checkpoint comes when half of this is written. The first change of a page
  /// after each writes all of the page into the log: with 2 GB that was every half minute and a
  /// third of the log.
  private static final String LOG_BETWEEN_CHECKPOINTS = "4GB";

  /// Before it recovers the server has everything on the disk that was written before the crash.
  /// Linux can do it for all files at once; elsewhere each of thousands is opened for it.
  private static final String SYNC_AFTER_CRASH =
      System.getProperty("os.name").equals("Linux") ? "syncfs" : "fsync";

  private @Nullable EmbeddedPostgres server;

  private PostgresServer(Path directory, Path log, int port) {
    super(directory, log, port);
  }

  /// A server that is not started yet.
  ///
  /// @param directory made when it is not there
  public static PostgresServer in(Path directory, int port) {
    return in(directory, directory.resolve("postgres.log"), port);
  }

  /// The same, its log elsewhere.
  public static PostgresServer in(Path directory, Path log, int port) {
    return new PostgresServer(directory, log, port);
  }

  @Override
  public synchronized PostgresServer start() {
    if (isRunning()) {
      return this;
    }
    try {
      Files.createDirectories(directory);
      Files.createDirectories(log().getParent());
      EmbeddedPostgres started = settings().start();
      server = started;
      started(ServerProcess.of("PostgreSQL", log(), postmaster()));
      return this;
    } catch (IOException | RuntimeException cannotStart) {
      throw StartException.withLog(
          "PostgreSQL cannot be started: " + cannotStart.getMessage() + lastRefusal(), log());
    }
  }

  /// Makes the databases that are not there yet.
  public PostgresServer withDatabases(List<String> names) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"))) {
      for (String name : names) {
        createIfMissing(connection, name);
      }
      return this;
    } catch (SQLException failed) {
      throw new IllegalStateException("Databases " + names + " cannot be made", failed);
    }
  }

  /// What PostgreSQL calls fast: sessions are ended, a checkpoint is written.
  @Override
  public synchronized void stop() {
    closeServer();
    running().ifPresent(stopping -> stopping.awaitEnd(PATIENCE));
    ended();
  }

  /// Its sessions end with it.
  @Override
  public synchronized void kill() {
    super.kill();
    closeServer();
  }

  /// The URL of a database, user included.
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?user=postgres";
  }

  private EmbeddedPostgres.Builder settings() throws IOException {
    Path binaries =
        Files.createDirectories(Checkout.root().resolve("local-stack/infra/target/postgres"));
    Redirect output = Redirect.appendTo(log().toFile());
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory.resolve("data"))
        .setOverrideWorkingDirectory(binaries.toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPort(port())
        .setPGStartupWait(RECOVERY)
        .setOutputRedirector(output)
        .setErrorRedirector(output)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("wal_level", "logical")
        .setServerConfig("max_replication_slots", "64")
        .setServerConfig("max_wal_senders", "64")
        .setServerConfig("max_slot_wal_keep_size", "4GB")
        .setServerConfig("max_connections", "200")
        .setServerConfig("max_wal_size", LOG_BETWEEN_CHECKPOINTS)
        .setServerConfig("recovery_init_sync_method", SYNC_AFTER_CRASH)
        .setServerConfig("wal_init_zero", "off")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
        .setServerConfig("log_autovacuum_min_duration", "0")
        .setServerConfig("log_checkpoints", "on")
        .setServerConfig("track_io_timing", "on")
        // Embedded, it would otherwise run with both off.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on");
  }

  /// What zonky started has put the server into the background and ended; the server's own pid is
  /// the first line of its lock file.
  private ProcessHandle postmaster() throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("data/postmaster.pid"))) {
      long pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
      return ProcessHandle.of(pid)
          .orElseThrow(() -> new StartException("PostgreSQL ended at once, see '" + log() + "'"));
    }
  }

  /// Also gives back the lock on the data directory, so it is called after a kill too.
  private void closeServer() {
    if (server != null) {
      try {
        server.close();
      } catch (IOException cannotStop) {
        throw new UncheckedIOException(cannotStop);
      } finally {
        server = null;
      }
    }
  }

  /// Why the server ended, or let nobody in: the last that it called fatal.
  private String lastRefusal() {
    try (Stream<String> lines = Files.lines(log())) {
      return lines
          .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
          .reduce((_, later) -> later)
          .map(line -> "; its last refusal: '" + line + "'")
          .orElse("");
    } catch (IOException | UncheckedIOException _) {
      return "";
    }
  }

  private static void createIfMissing(Connection connection, String name) throws SQLException {
    try (PreparedStatement known =
            connection.prepareStatement("select 1 from pg_database where datname = ?");
        Statement create = connection.createStatement()) {
      known.setString(1, name);
      if (!known.executeQuery().next()) {
        create.execute("create database " + create.enquoteIdentifier(name, true));
      }
    }
  }
}
