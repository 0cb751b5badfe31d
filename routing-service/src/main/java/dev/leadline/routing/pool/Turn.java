package dev.leadline.routing.pool;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One lead given by a pool, kept as long as it may have to be paid back.
///
/// @param pool the pool that gave it
/// @param receiver the member who got it
/// @param earners the weights of the members who earned a share of it; empty for a method that
///   keeps no debts
public record Turn(String pool, String receiver, Map<String, Integer> earners) {
  public Turn {
    earners = Collections.unmodifiableSortedMap(new TreeMap<>(earners));
  }
}
