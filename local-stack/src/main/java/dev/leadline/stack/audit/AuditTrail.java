package dev.leadline.stack.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadline.audit.AuditVerifier;
import dev.leadline.audit.ChainHead;
import dev.leadline.audit.ChainLink;
import dev.leadline.audit.DecisionLog;
import dev.leadline.events.EventCodec;
import dev.leadline.stack.infra.PostgresServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Verifies and exports chains. A database is read in one snapshot, so that what is decided
/// meanwhile does not matter.
public final class AuditTrail {
  private static final ObjectMapper JSON =
      EventCodec.mapper().copy().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private AuditTrail() {}

  /// Checks every chain of the five databases against its head.
  ///
  /// @param url of any database of the server
  public static List<ChainVerdict> verify(String url) throws SQLException {
    List<ChainVerdict> verdicts = new ArrayList<>();
    for (String database : PostgresServer.SERVICE_DATABASES) {
      try (Connection connection = snapshot(url, database)) {
        for (ChainHead head : heads(connection)) {
          try (Stream<ChainLink> links = DecisionLog.read(connection, head.chain())) {
            verdicts.add(
                new ChainVerdict(head.chain(), AuditVerifier.verify(head, links.iterator())));
          }
        }
      }
    }
    return verdicts;
  }

  /// Checks every chain of an export.
  public static List<ChainVerdict> verify(Path export) throws IOException {
    List<ChainVerdict> verdicts = new ArrayList<>();
    try (MappingIterator<ChainLink> lines =
        JSON.readerFor(ChainLink.class).readValues(export.toFile())) {
      Chains chains = new Chains(lines);
      while (chains.hasNext()) {
        String chain = chains.nextName();
        Iterator<ChainLink> links = chains.links();
        verdicts.add(new ChainVerdict(chain, AuditVerifier.verify(chain, links)));
        links.forEachRemaining(_ -> {});
      }
    }
    return verdicts;
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
            count += write(connection, head.chain(), writer);
          }
        }
      }
    }
    return count;
  }

  private static long write(Connection connection, String chain, BufferedWriter writer)
      throws IOException, SQLException {
    long count = 0;
    try (Stream<ChainLink> links = DecisionLog.read(connection, chain)) {
      for (Iterator<ChainLink> each = links.iterator(); each.hasNext(); count++) {
        writer.write(JSON.writeValueAsString(each.next()));
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

  /// A service that does not decide keeps no chains.
  private static List<ChainHead> heads(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("select to_regclass('chain_head') is not null")) {
      found.next();
      return found.getBoolean(1) ? DecisionLog.heads(connection) : List.of();
    }
  }

  /// Cuts the links of an export into chains.
  private static final class Chains {
    private final Iterator<ChainLink> links;
    private @Nullable ChainLink next;

    Chains(Iterator<ChainLink> links) {
      this.links = links;
      advance();
    }

    boolean hasNext() {
      return next != null;
    }

    String nextName() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      return next.chain();
    }

    Iterator<ChainLink> links() {
      String chain = nextName();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return next != null && next.chain().equals(chain);
        }

        @Override
        public ChainLink next() {
          ChainLink link = next;
          if (link == null || !link.chain().equals(chain)) {
            throw new NoSuchElementException();
          }
          advance();
          return link;
        }
      };
    }

    private void advance() {
      next = links.hasNext() ? links.next() : null;
    }
  }
}
