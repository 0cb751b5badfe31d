package dev.leadline.simulator.report;

import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockStarted;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.Score;
import dev.leadline.events.StageEntered;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What became of one lead on one side of a comparison, as far as it was told.
final class Tale {
  /// The decisions told so far; two tales with the same ones in the same order have the same print.
  private long print;

  private int decisions;
  private @Nullable Score score;
  private Set<String> stages = Set.of();
  private @Nullable Placement placement;
  private Set<String> exceptions = Set.of();
  private @Nullable Promise promise;
  private boolean breached;
  private boolean met;
  private @Nullable Event explained;

  /// The first promise made to the lead.
  record Promise(String target, Duration budget) {}

  /// Takes in what a service decided.
  void hear(Envelope<?> said) {
    Event event = said.event();
    long mark = Prints.of(said);
    if (mark == 0) {
      return;
    }
    decisions++;
    print = print * 0x9E3779B97F4A7C15L + mark;
    switch (event) {
      case LeadScored scored -> score = scored.score();
      case StageEntered entered -> stages = with(stages, entered.stage());
      case LeadAssigned _, LeadQueued _, LeadSuppressed _, RoutingFailed _ ->
          placement = Placement.of(event);
      case AssignmentDeclined _, AssignmentExpired _, AssignmentEnded _ -> {}
      case ExceptionRaised raised -> exceptions = with(exceptions, raised.reason().name());
      case ClockStarted started when promise == null ->
          promise = new Promise(started.clock().target(), started.clock().budget());
      case ClockBreached _ -> breached = true;
      case ClockMet _ -> met = true;
      default -> {}
    }
  }

  /// Keeps why the lead is where it is.
  void explain(@Nullable Event placing) {
    explained = placing;
  }

  @Nullable Event explained() {
    return explained;
  }

  long print() {
    return print;
  }

  int decisions() {
    return decisions;
  }

  @Nullable Score score() {
    return score;
  }

  Set<String> stages() {
    return stages;
  }

  @Nullable Placement placement() {
    return placement;
  }

  Set<String> exceptions() {
    return exceptions;
  }

  @Nullable Promise promise() {
    return promise;
  }

  boolean breached() {
    return breached;
  }

  boolean met() {
    return met;
  }

  private static Set<String> with(Set<String> some, String one) {
    if (some.contains(one)) {
      return some;
    }
    Set<String> more = new TreeSet<>(some);
    more.add(one);
    return more.size() == 1 ? Set.of(one) : more;
  }
}
