package dev.leadline.sla.application;

import dev.leadline.events.LeadId;
import dev.leadline.sla.clock.Era;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The eras in which time was counted, over restarts and for every monitor.
public interface EraStore {

  /// The number of the newest; 0 when there is none.
  int newest();

  /// All in order, with nobody adding one until the transaction ends.
  List<Era> lock(Connection connection) throws SQLException;

  /// Adds one. Open clocks have to be followed into it, unless it is the first.
  void add(Connection connection, Era era, String policyVersion) throws SQLException;

  /// Takes on following open clocks into the newest era, until the transaction ends; empty when
  /// that is done, or another has it, or it began after `until`.
  Optional<Sweep> sweep(Connection connection, Instant until) throws SQLException;

  /// The next leads with open clocks, in order.
  ///
  /// @param era that is being followed into
  record Sweep(int era, List<LeadId> leads) {}

  /// Notes how far the sweep has come.
  ///
  /// @param done whether no lead is left
  void swept(Connection connection, Sweep sweep, boolean done) throws SQLException;

  /// How many leads a sweep takes at once.
  int PORTION = 500;
}
