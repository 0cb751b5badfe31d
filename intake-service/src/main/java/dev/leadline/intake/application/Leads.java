package dev.leadline.intake.application;

import dev.leadline.events.LeadId;
import dev.leadline.intake.identity.Identities;
import dev.leadline.intake.identity.Key;
import dev.leadline.intake.identity.LeadState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The leads and their keys.
public interface Leads {

  /// What is known before a batch.
  ///
  /// @param keys the keys asked for that are known
  /// @param states their leads, locked until the transaction ends
  /// @param canonicalEmails the canonical e-mails asked for that are known; not locked
  record Known(
      Map<Key, LeadId> keys, List<LeadState> states, Map<String, Set<LeadId>> canonicalEmails) {}

  /// @throws dev.leadline.messaging.ConflictException when a lead was absorbed by another meanwhile
  Known load(Connection connection, Collection<Key> keys, Collection<String> canonicalEmails)
      throws SQLException;

  /// Writes what a batch made of them.
  ///
  /// @throws dev.leadline.messaging.ConflictException when another transaction captured one of the
  ///   persons meanwhile
  void save(Connection connection, Identities identities, Instant now) throws SQLException;
}
