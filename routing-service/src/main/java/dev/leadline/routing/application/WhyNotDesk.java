package dev.leadline.routing.application;

import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.routing.application.LeadStates.Explained;
import dev.leadline.routing.assignment.Explanation;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.RoutingDecider;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.assignment.Standing;
import dev.leadline.routing.explanation.Target;
import dev.leadline.routing.explanation.WhyNot;
import dev.leadline.routing.roster.Attendance;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says why a lead is not somewhere. Locks nothing and changes nothing.
@ApplicationScoped
public class WhyNotDesk {
  private final ActivePolicy activePolicy;
  private final Transactions transactions;
  private final LeadStates leads;
  private final KeptBooks books;
  private final Rosters rosters;
  private final InstantSource clock;

  WhyNotDesk(
      ActivePolicy activePolicy,
      Transactions transactions,
      LeadStates leads,
      KeptBooks books,
      Rosters rosters,
      InstantSource clock) {
    this.activePolicy = activePolicy;
    this.transactions = transactions;
    this.leads = leads;
    this.books = books;
    this.rosters = rosters;
    this.clock = clock;
  }

  /// What came of asking.
  public sealed interface Answer {
    record Found(WhyNot why, Explanation explanation) implements Answer {}

    /// The lead is there.
    record There() implements Answer {}

    /// No rep and no pool has that name.
    record NoTarget() implements Answer {}

    /// Routing made no decision about the lead, or may not tell of it any more.
    ///
    /// @param lead null when it is not known at all
    record NoDecision(@Nullable LeadRouting lead) implements Answer {}
  }

  public Answer ask(LeadId lead, Target target) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Policy policy = activePolicy.get();
    return transactions.call(transaction -> answer(transaction, lead, target, policy, now));
  }

  private Answer answer(
      Transaction transaction, LeadId id, Target target, Policy policy, Instant now)
      throws SQLException {
    Attendance attendance =
        new Attendance(policy, rosters.current(transaction.connection(), policy).roster(), now);
    if (!exists(target, attendance)) {
      return new Answer.NoTarget();
    }
    Optional<Explained> found = leads.explained(transaction.connection(), id);
    LeadRouting lead = found.map(Explained::lead).orElse(null);
    Explanation explanation = found.map(Explained::explanation).orElse(null);
    if (lead == null || lead.standing() instanceof Standing.Erased) {
      return new Answer.NoDecision(null);
    }
    LeadSnapshot snapshot = lead.snapshot();
    if (explanation == null || snapshot == null) {
      return new Answer.NoDecision(lead);
    }
    if (target.reached(lead)) {
      return new Answer.There();
    }
    BooksWanted wanted = new BooksWanted(attendance.roster());
    wanted.add(lead, new RoutingInput.TimerDue());
    attendance.roster().pools().stream().map(Pool::id).forEach(wanted::addPool);
    return new Answer.Found(
        WhyNot.of(
            target,
            lead,
            snapshot,
            explanation,
            new RoutingDecider(policy),
            attendance,
            wanted.look(books, transaction.connection())),
        explanation);
  }

  private static boolean exists(Target target, Attendance attendance) {
    return switch (target) {
      case Target.ToRep(String rep) -> attendance.roster().rep(rep).isPresent();
      case Target.ToPool(String pool) -> attendance.roster().pool(pool).isPresent();
    };
  }
}
