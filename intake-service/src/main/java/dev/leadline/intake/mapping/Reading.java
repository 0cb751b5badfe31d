package dev.leadline.intake.mapping;

import dev.leadline.intake.identity.Key;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What a delivered event says in its sender's own words.
sealed interface Reading {

  /// It says something.
  ///
  /// @param happenedAt when, by the sender's clock put right
  /// @param keys the sender's own ids of the person
  /// @param person what is said of the person
  /// @param events the names under which the catalogue may know what they did, best first; empty
  ///   when it tells of the person only
  /// @param properties what is said of what they did
  record Statement(
      Instant happenedAt, Set<Key> keys, Values person, List<String> events, Values properties)
      implements Reading {
    public Statement {
      keys = Set.copyOf(keys);
      events = List.copyOf(events);
    }
  }

  /// It cannot be read.
  ///
  /// @param detail what was found instead, without personal values
  record Unreadable(QuarantineReason reason, String detail) implements Reading {}
}
