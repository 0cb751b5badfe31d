package dev.leadline.routing.application;

import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.roster.PoolDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The changes of pools made at run time, kept with their history. Two changes never overtake each
/// other: what one finds is what it changes.
public interface PoolEntries {

  /// What speaks against a change, in words; empty when nothing does.
  @FunctionalInterface
  interface Objection {
    /// @param after all definitions by pool, as the change would leave them
    Optional<String> to(Map<String, PoolDefinition> after);
  }

  /// Puts a definition in place of the one before and makes it count at once.
  ///
  /// @return the objection, and nothing is changed then
  Optional<String> define(
      String pool, PoolDefinition definition, Objection objection, Change change);

  /// Takes the definition of a pool away; does nothing when there is none.
  ///
  /// @return the objection, and nothing is changed then
  Optional<String> remove(String pool, Objection objection, Change change);

  /// What was changed about a pool, the latest first.
  List<Past<PoolDefinition>> history(String pool);
}
