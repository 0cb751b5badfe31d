package dev.leadline.intake.application;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/// Remembers for 14 days what was delivered.
public interface DeliveryKeys {

  /// Remembers the ids that are not remembered yet. The ids of one delivery always come by the same
  /// partition, so no other transaction asks for them at the same time.
  ///
  /// @return those that were new
  Set<UUID> claim(Connection connection, Collection<UUID> ids, Instant now) throws SQLException;
}
