package dev.leadline.stack.audit;

import dev.leadline.audit.AuditVerifier;
import dev.leadline.audit.AuditVerifier.Verdict;
import dev.leadline.audit.ChainHead;
import dev.leadline.audit.ChainLink;
import dev.leadline.audit.DecisionLog;
import dev.leadline.audit.ExportLine;
import dev.leadline.audit.ExportVerifier;
import dev.leadline.stack.infra.PostgresServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Verifies and exports chains. A database is read in one snapshot, so that what is decided
/// meanwhile does not matter.
public final class AuditTrail {
  private AuditTrail() {}

  /// Checks every chain of the five databases against its head, and against heads that were kept
  /// elsewhere.
  ///
  /// @param url of any database of the server
  public static List<Verdict> verify(String url, Collection<ChainHead> seen) throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    for (String database : PostgresServer.SERVICE_DATABASES) {
      try (Connection connection = snapshot(url, database)) {
        if (keepsChains(connection)) {
          verdicts.addAll(DecisionLog.verify(connection, seen));
        }
      }
    }
    Set<String> found = verdicts.stream().map(Verdict::chain).collect(Collectors.toSet());
    verdicts.addAll(AuditVerifier.missing(found, seen));
    return verdicts;
  }

  /// Checks every chain of an export, also against heads that were kept elsewhere.
  public static List<Verdict> verify(Path export, Collection<ChainHead> seen) throws IOException {
    try (Stream<String> lines = Files.lines(export)) {
      return ExportVerifier.verify(lines.iterator(), seen);
    }
  }

  /// Writes every link, chain by chain, and tells how many.
  ///
  /// @param url of any database of the server
  public static long export(String url, Path file) throws IOException, SQLException {
    long count = 0;
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (String database : PostgresServer.SERVICE_DATABASES) {
        try (Connection connection = snapshot(url, database)) {
          for (ChainHead head : heads(connection)) {
            count += write(connection, head, writer);
          }
        }
      }
    }
    return count;
  }

  /// The heads of every chain of the five databases.
  ///
  /// @param url of any database of the server
  public static List<ChainHead> heads(String url) throws SQLException {
    List<ChainHead> heads = new ArrayList<>();
    for (String database : PostgresServer.SERVICE_DATABASES) {
      try (Connection connection = snapshot(url, database)) {
        heads.addAll(heads(connection));
      }
    }
    return heads;
  }

  private static long write(Connection connection, ChainHead head, BufferedWriter writer)
      throws IOException, SQLException {
    ChainHead start = DecisionLog.start(connection, head.chain());
    writer.write(new ExportLine.Beginning(start, head).text());
    writer.newLine();
    long count = 0;
    try (Stream<ChainLink> links = DecisionLog.read(connection, head.chain())) {
      for (Iterator<ChainLink> each = links.iterator(); each.hasNext(); count++) {
        writer.write(new ExportLine.Link(each.next()).text());
        writer.newLine();
      }
    }
    return count;
  }

  private static Connection snapshot(String url, String database) throws SQLException {
    Connection connection =
        DriverManager.getConnection(url.replaceFirst("/[^/?]*(\\?|$)", "/" + database + "$1"));
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    return connection;
  }

  private static List<ChainHead> heads(Connection connection) throws SQLException {
    return keepsChains(connection) ? DecisionLog.heads(connection) : List.of();
  }

  /// A service that never ran keeps no chains.
  private static boolean keepsChains(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("select to_regclass('chain_head') is not null")) {
      found.next();
      return found.getBoolean(1);
    }
  }
}
