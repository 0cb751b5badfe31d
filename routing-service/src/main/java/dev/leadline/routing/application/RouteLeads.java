package dev.leadline.routing.application;

import dev.leadline.events.AboutLead;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.StageEntered;
import dev.leadline.messaging.Transaction;
import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.RoutingInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Decides what events ask of routing, a batch at a time.
@ApplicationScoped
public class RouteLeads {
  /// The events that routing has a use for; the door need not read any other.
  public static final Set<Class<? extends Event>> EVENTS =
      Set.of(
          StageEntered.class,
          LeadChanged.class,
          LeadsMerged.class,
          LeadErased.class,
          ReassignmentRequested.class,
          ClockWarned.class);

  private static final String PAUSE = "pause-rep";

  private final RoutingDesk desk;
  private final LeadStates leads;
  private final RosterEntries entries;
  private final InstantSource clock;

  RouteLeads(RoutingDesk desk, LeadStates leads, RosterEntries entries, InstantSource clock) {
    this.desk = desk;
    this.leads = leads;
    this.entries = entries;
    this.clock = clock;
  }

  /// Decides the events of one partition, in order; others than [#EVENTS] are passed over.
  ///
  /// @param chain the audit chain of the partition
  public void handle(Transaction transaction, String chain, List<? extends Envelope<?>> events)
      throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    transaction.turn().at(now);
    int from = 0;
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).event() instanceof ClockWarned warned && asksToPause(warned)) {
        if (from == 0) {
          leads.lock(transaction.connection(), concerned(events));
          entries.hold(transaction.connection());
        }
        route(transaction, chain, events.subList(from, i), now);
        pause(transaction, events.get(i), warned, now);
        from = i + 1;
      }
    }
    route(transaction, chain, events.subList(from, events.size()), now);
  }

  /// Decides what comes between two changes of the roster.
  private void route(
      Transaction transaction, String chain, List<? extends Envelope<?>> events, Instant now)
      throws SQLException {
    Set<LeadId> concerned = concerned(events);
    if (concerned.isEmpty()) {
      return;
    }
    Map<LeadId, LeadRouting> known = leads.lock(transaction.connection(), concerned);
    List<RoutingWork> works =
        events.stream().flatMap(envelope -> work(envelope, known).stream()).toList();
    desk.decide(transaction, chain, known, works, now);
  }

  /// Whether the service level asks that an owner who does not act gets no more leads.
  private static boolean asksToPause(ClockWarned warned) {
    return warned.action().equals(PAUSE) && warned.clock().owner() != null;
  }

  private void pause(Transaction transaction, Envelope<?> envelope, ClockWarned warned, Instant now)
      throws SQLException {
    UUID id = DerivedIds.derive(envelope.id(), "routing:pause", 0);
    entries.pause(
        transaction.connection(),
        Objects.requireNonNull(warned.clock().owner()),
        new Change(id, now, "sla-monitor", "PAUSED"));
  }

  private static Set<LeadId> concerned(List<? extends Envelope<?>> events) {
    Set<LeadId> concerned = new HashSet<>();
    events.forEach(envelope -> addLeads(envelope.event(), concerned));
    return concerned;
  }

  private static void addLeads(Event event, Set<LeadId> concerned) {
    if (event instanceof ClockWarned) {
      return;
    }
    if (event instanceof LeadsMerged merged) {
      concerned.add(merged.survivor());
      concerned.add(merged.absorbed());
    } else if (event instanceof AboutLead about) {
      concerned.add(about.lead().id());
    } else if (event instanceof LeadErased erased) {
      concerned.add(erased.id());
    }
  }

  private static Optional<RoutingWork> work(Envelope<?> envelope, Map<LeadId, LeadRouting> known) {
    return input(envelope.event(), known)
        .map(input ->
            new RoutingWork(LeadId.parse(envelope.event().subject()), input, Cause.of(envelope)));
  }

  public static Optional<RoutingInput> input(Event event, Map<LeadId, LeadRouting> known) {
    return switch (event) {
      case StageEntered entered ->
          Optional.of(
              new RoutingInput.StageReached(
                  entered.lead(), entered.stage(), entered.visit(), entered.score()));
      case LeadChanged changed -> Optional.of(new RoutingInput.NewsHeard(changed.lead()));
      case LeadsMerged merged when merged.toldToAbsorbed() ->
          Optional.of(new RoutingInput.Absorbed(merged.lead(), merged.survivor()));
      case LeadsMerged merged ->
          Optional.of(
              new RoutingInput.TookIn(
                  merged.lead(),
                  known.getOrDefault(merged.absorbed(), LeadRouting.unknown(merged.absorbed()))));
      case LeadErased _ -> Optional.of(new RoutingInput.Erased());
      case ReassignmentRequested asked ->
          Optional.of(new RoutingInput.OwnerTooSlow(asked.lead(), asked.owner(), asked.rung()));
      default -> Optional.empty();
    };
  }
}
