package dev.leadline.routing.application;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.routing.assignment.Decision;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.assignment.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What people ask about one lead.
@ApplicationScoped
public class AssignmentDesk {
  private final Transactions transactions;
  private final LeadStates leads;
  private final RoutingDesk desk;
  private final InstantSource clock;

  AssignmentDesk(
      Transactions transactions, LeadStates leads, RoutingDesk desk, InstantSource clock) {
    this.transactions = transactions;
    this.leads = leads;
    this.desk = desk;
    this.clock = clock;
  }

  /// What came of a request.
  public sealed interface Answer {
    record Done(LeadRouting lead) implements Answer {}

    /// @param why what the lead is instead, such as `is queued`
    record Refused(LeadRouting lead, String why) implements Answer {}

    /// Routing has not heard of the lead, or was told to forget it.
    record Unknown() implements Answer {}
  }

  /// How it stands with a lead, and why; empty when routing has not heard of it or was told to
  /// forget it.
  public Optional<LeadStates.Explained> find(LeadId lead) {
    return transactions.call(transaction ->
        leads
            .explained(transaction.connection(), lead)
            .filter(known -> !(known.lead().standing() instanceof Standing.Erased)));
  }

  /// Decides a request under the same locks as any event.
  ///
  /// @param request unique to the request
  public Answer ask(LeadId lead, RoutingInput input, UUID request, Actor actor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    RoutingWork work = new RoutingWork(lead, input, Cause.request(request, now, actor));
    return transactions.call(transaction -> answer(transaction, work, now));
  }

  private Answer answer(Transaction transaction, RoutingWork work, Instant now)
      throws SQLException {
    Map<LeadId, LeadRouting> known = leads.lock(transaction.connection(), Set.of(work.lead()));
    LeadRouting before = known.get(work.lead());
    if (before == null || before.standing() instanceof Standing.Erased) {
      return new Answer.Unknown();
    }
    transaction.turn().asked(now, work.cause().id());
    List<Decision> decisions =
        desk.decide(transaction, "routing:requests", known, List.of(work), now);
    return switch (decisions.getFirst()) {
      case Decision.Refused(LeadRouting lead, String why) -> new Answer.Refused(lead, why);
      case Decision.Decided decided -> new Answer.Done(decided.next());
      case Decision.Noted noted -> new Answer.Done(noted.next());
    };
  }
}
