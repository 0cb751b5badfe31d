package dev.leadline.routing.application;

import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.roster.PoolDefinition;
import java.util.List;

/// The changes of pools made at run time, kept with their history.
public interface PoolEntries {

  /// Puts a definition in place of the one before and makes it count at once.
  void define(String pool, PoolDefinition definition, Change change);

  /// What was changed about a pool, the latest first.
  List<Past<PoolDefinition>> history(String pool);

  /// Makes a pool be as the policy says again; false when it is.
  boolean remove(String pool, Change change);
}
