package dev.leadline.intake.application;

import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.mapping.QuarantineReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Authentic deliveries that cannot be used, until somebody mends what keeps them from it.
public interface Quarantine {

  /// What goes in.
  record Arrival(UUID id, InboxEntry entry, QuarantineReason reason, String detail) {}

  /// What people see of it; the content is not shown.
  ///
  /// @param releasedAt null while it is held
  record Held(
      UUID id,
      String source,
      String reason,
      String detail,
      int bytes,
      Instant receivedAt,
      Instant quarantinedAt,
      @Nullable Instant releasedAt) {}

  /// Takes them in; one that is there already stays as it is.
  void add(Connection connection, List<Arrival> arrivals, Instant now) throws SQLException;

  /// Lets one go.
  ///
  /// @return what was delivered; empty when it was let go before, or is not there
  Optional<InboxEntry> release(Connection connection, UUID id, Instant now) throws SQLException;

  boolean has(UUID id);

  /// How many deliveries are held, by source; a source without any is left out.
  Map<String, Long> held();

  /// The newest first.
  ///
  /// @param source null for all sources; `reason` likewise
  /// @param after the last one of the page before; null for the first page
  List<Held> list(
      @Nullable String source, @Nullable String reason, @Nullable UUID after, int limit);
}
