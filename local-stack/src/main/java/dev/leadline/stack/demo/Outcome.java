package dev.leadline.stack.demo;

import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockCancelled;
import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockStarted;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventCodec;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.StageEntered;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What came of the traffic, as the topics tell it. Written by one thread and read by others.
final class Outcome {
  /// A lead that somebody now owns.
  record Owned(LeadId lead, String email, String owner) {}

  private static final List<String> CLOSED =
      List.of("clocks met in time", "clocks met late", "clocks cancelled");

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> byPoolAndRep = new TreeMap<>();
  private final Map<String, Integer> stages = new LinkedHashMap<>();
  private final Map<String, Integer> exceptions = new TreeMap<>();
  private final Set<LeadId> qualified = new HashSet<>();
  private final Queue<Owned> newlyOwned = new ConcurrentLinkedQueue<>();
  private Optional<LeadId> story = Optional.empty();
  private Optional<LeadId> breached = Optional.empty();
  private long lastNanos = System.nanoTime();

  synchronized void read(ConsumerRecord<byte[], byte[]> record) {
    lastNanos = System.nanoTime();
    Map<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(header ->
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    Envelope<?> envelope = EventCodec.decode(headers, record.value());
    note(envelope.event());
  }

  private void note(Event event) {
    switch (event) {
      case LeadCaptured _ -> count("captured");
      case LeadScored scored -> {
        count("scored");
        if (scored.score().qualified()) {
          qualified.add(scored.lead().id());
        }
      }
      case StageEntered entered -> stages.merge(entered.stage(), 1, Integer::sum);
      case LeadAssigned assigned -> assigned(assigned);
      case LeadQueued _ -> count("queued");
      case LeadSuppressed _ -> count("suppressed");
      case RoutingFailed _ -> count("routing failed");
      case ClockStarted _ -> count("clocks started");
      case ClockMet met -> {
        count(met.breached() ? "clocks met late" : "clocks met in time");
        story = Optional.of(met.lead().id());
      }
      case ClockBreached it -> {
        count("clocks breached");
        breached = Optional.of(it.lead().id());
      }
      case ClockCancelled _ -> count("clocks cancelled");
      case ExceptionRaised raised ->
          exceptions.merge(raised.reason() + " by " + raised.service(), 1, Integer::sum);
      default -> count("other events");
    }
  }

  private void assigned(LeadAssigned assigned) {
    count("assigned");
    String pool = assigned.pool() == null ? "(" + assigned.rule() + ")" : assigned.pool();
    byPoolAndRep
        .computeIfAbsent(pool, _ -> new TreeMap<>())
        .merge(assigned.owner(), 1, Integer::sum);
    assigned
        .lead()
        .text("email")
        .ifPresent(
            email -> newlyOwned.add(new Owned(assigned.lead().id(), email, assigned.owner())));
    if (story.isEmpty()) {
      story = Optional.of(assigned.lead().id());
    }
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /// Leads that got an owner since the last call, each once.
  Queue<Owned> newlyOwned() {
    return newlyOwned;
  }

  /// A lead whose story is worth telling; empty when no lead was assigned.
  synchronized Optional<LeadId> story() {
    return story;
  }

  /// Clocks that ended, by how.
  synchronized Map<String, Integer> closedClocks() {
    Map<String, Integer> closed = new TreeMap<>();
    for (String how : CLOSED) {
      closed.put(how.substring("clocks ".length()), counts.getOrDefault(how, 0));
    }
    return closed;
  }

  /// A lead whose promise was broken; empty when none was.
  synchronized Optional<LeadId> breached() {
    return breached;
  }

  synchronized int count(String what, int otherwise) {
    return counts.getOrDefault(what, otherwise);
  }

  /// When the last event came, by [System#nanoTime()].
  synchronized long lastNanos() {
    return lastNanos;
  }

  /// The tallies as a page of text.
  synchronized String text() {
    StringBuilder text = new StringBuilder();
    section(text, "What came of it", counts);
    text.append("  %-28s %,6d%n".formatted("qualified leads", qualified.size()));
    section(text, "Stages entered", stages);
    text.append("\nAssigned by pool and rep\n");
    byPoolAndRep.forEach(
        (pool, reps) -> text.append("  %-28s %,6d   %s%n".formatted(pool, sum(reps), reps)));
    section(text, "Exceptions raised", exceptions.isEmpty() ? Map.of("none", 0) : exceptions);
    return text.toString();
  }

  private static void section(StringBuilder text, String title, Map<String, Integer> tallies) {
    text.append('\n').append(title).append('\n');
    tallies.forEach((name, times) -> text.append("  %-28s %,6d%n".formatted(name, times)));
  }

  private static int sum(Map<String, Integer> tallies) {
    return tallies.values().stream().mapToInt(Integer::intValue).sum();
  }
}
