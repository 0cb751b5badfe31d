package dev.leadline.stack.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
  @TempDir private Path folder;

  @Test
  void whatWasCommittedOutlivesAKillAndARestart() throws Exception {
    // given
    try (PostgresServer server = PostgresServer.in(folder, FreePorts.any()).start()) {
      server.withDatabases(PostgresServer.SERVICE_DATABASES);
      run(server, "create table letter (id int)", "insert into letter values (1)");
      ProcessHandle before = process(server);
      // when
      server.kill();
      assertThat(before.isAlive()).isFalse();
      server.start();
      run(server, "insert into letter values (2)");
      server.restart();
      server.withDatabases(PostgresServer.SERVICE_DATABASES);
      // then
      assertThat(query(server, "select sum(id) from letter")).isEqualTo("3");
    }
  }

  @Test
  void itDecodesLogicallyAndCommitsDurably() throws Exception {
    // given
    try (PostgresServer server = PostgresServer.in(folder, FreePorts.any()).start()) {
      server.withDatabases(List.of("routing"));
      // when
      String slot =
          query(server, "select pg_create_logical_replication_slot('relay', 'pgoutput')::text");
      // then
      assertThat(slot).startsWith("(relay,");
      assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
      assertThat(query(server, "show fsync")).isEqualTo("on");
      assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aStoppedServerLeavesNoProcessAndNoPortBehind() {
    // given
    PostgresServer server = PostgresServer.in(folder, FreePorts.any()).start();
    ProcessHandle process = process(server);
    assertThat(process.isAlive()).isTrue();
    // when
    server.stop();
    // then
    assertThat(process.isAlive()).isFalse();
    assertThat(FreePorts.isFree(server.port())).isTrue();
    assertThat(server.isRunning()).isFalse();
  }

  @Test
  void aCrashIsACrash() throws Exception {
    // given
    try (PostgresServer server = PostgresServer.in(folder, FreePorts.any()).start()) {
      // when
      server.kill();
      server.start();
      // then
      assertThat(Files.readString(server.log()))
          .contains("database system was not properly shut down; automatic recovery in progress");
    }
  }

  private static ProcessHandle process(PostgresServer server) {
    return ProcessHandle.of(server.running().orElseThrow().pid()).orElseThrow();
  }

  private static void run(PostgresServer server, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl("routing"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String query(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl("routing"));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
