package dev.leadline.routing.application;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.audit.InputDigest;
import dev.leadline.audit.keeping.DecisionJournal;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.RoutingEvent;
import dev.leadline.events.Topics;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.policy.Policy;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.routing.assignment.Books;
import dev.leadline.routing.assignment.Decision;
import dev.leadline.routing.assignment.Explanation;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.Plan;
import dev.leadline.routing.assignment.RoutingDecider;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.assignment.Trace;
import dev.leadline.routing.roster.Attendance;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides a number of things in one transaction, from start to end: the leads are locked already,
/// then come the roster, the pools and the reps, always in this order.
@ApplicationScoped
class RoutingDesk {
  private final ActivePolicy activePolicy;
  private final LeadStates leads;
  private final KeptBooks books;
  private final Rosters rosters;
  private final DecisionJournal journal;
  private final RoutingMetrics metrics;
  private volatile @Nullable RoutingDecider decider;

  RoutingDesk(
      ActivePolicy activePolicy,
      LeadStates leads,
      KeptBooks books,
      Rosters rosters,
      DecisionJournal journal,
      RoutingMetrics metrics) {
    this.activePolicy = activePolicy;
    this.leads = leads;
    this.books = books;
    this.rosters = rosters;
    this.journal = journal;
    this.metrics = metrics;
  }

  /// Decides in order, keeps what came of it, and counts it when it is committed.
  ///
  /// @param known the leads of the work that are known, locked
  /// @param chain the audit chain that takes the decisions
  /// @return a decision for each piece of work
  List<Decision> decide(
      Transaction transaction,
      String chain,
      Map<LeadId, LeadRouting> known,
      List<RoutingWork> works,
      Instant now)
      throws SQLException {
    Policy policy = activePolicy.get();
    Rosters.Current current = rosters.current(transaction.connection(), policy);
    RoutingDecider decider = decider(policy);
    List<Optional<Plan>> plans = plans(decider, known, works, now);
    BooksWanted wanted = new BooksWanted(current.roster());
    works.forEach(work -> wanted.add(stateOf(known, work), work.input()));
    plans.forEach(plan -> plan.ifPresent(wanted::add));
    Books opened = wanted.open(books, transaction.connection());

    Attendance attendance = new Attendance(policy, current.roster(), now);
    Books sheet = opened.sheet();
    Map<LeadId, LeadRouting> states = new LinkedHashMap<>(known);
    List<Decision> decisions = new ArrayList<>(works.size());
    List<DecisionRecord> records = new ArrayList<>();
    Map<LeadId, Explanation> explanations = new HashMap<>();
    for (int i = 0; i < works.size(); i++) {
      RoutingWork work = works.get(i);
      LeadRouting before = stateOf(states, work);
      Decision decision =
          decider.decide(before, current(work.input(), states), plans.get(i), attendance, sheet);
      decisions.add(decision);
      LeadRouting next =
          switch (decision) {
            case Decision.Decided decided -> {
              sheet.takeOver(decided.sheet());
              records.add(record(work, before, decided, current.version(), policy, now));
              Explanation.of(
                      decided, now, policy.version(), current.version(), work.cause().actor())
                  .ifPresent(explanation -> explanations.put(work.lead(), explanation));
              yield said(transaction, work, decided, policy, now);
            }
            case Decision.Noted noted -> {
              sheet.takeOver(noted.sheet());
              yield noted.next();
            }
            case Decision.Refused refused -> refused.next();
          };
      states.put(work.lead(), next);
    }
    save(transaction, known, states, works, explanations);
    books.save(transaction.connection(), opened, sheet);
    journal.write(transaction, chain, records, forgotten(works));
    transaction.afterCommit(() -> metrics.count(decisions));
    return decisions;
  }

  private static Set<LeadId> forgotten(List<RoutingWork> works) {
    return works.stream()
        .filter(work -> work.input() instanceof RoutingInput.Erased)
        .map(RoutingWork::lead)
        .collect(Collectors.toSet());
  }

  /// A lead that was taken in is as the work before this left it.
  private static RoutingInput current(RoutingInput input, Map<LeadId, LeadRouting> states) {
    return input instanceof RoutingInput.TookIn(LeadSnapshot lead, LeadRouting absorbed)
        ? new RoutingInput.TookIn(lead, states.getOrDefault(absorbed.lead(), absorbed))
        : input;
  }

  private RoutingDecider decider(Policy policy) {
    RoutingDecider last = decider;
    if (last == null || !last.policy().version().equals(policy.version())) {
      last = new RoutingDecider(policy);
      decider = last;
    }
    return last;
  }

  /// Each plan sees what the work before it makes of the same lead.
  private static List<Optional<Plan>> plans(
      RoutingDecider decider,
      Map<LeadId, LeadRouting> known,
      List<RoutingWork> works,
      Instant now) {
    Map<LeadId, LeadRouting> foreseen = new HashMap<>(known);
    List<Optional<Plan>> plans = new ArrayList<>(works.size());
    for (RoutingWork work : works) {
      LeadRouting lead = stateOf(foreseen, work);
      foreseen.put(work.lead(), decider.foreseen(lead, work.input()));
      plans.add(decider.plan(lead, work.input(), now));
    }
    return plans;
  }

  private static LeadRouting said(
      Transaction transaction,
      RoutingWork work,
      Decision.Decided decided,
      Policy policy,
      Instant now) {
    LeadRouting next = decided.next();
    int ordinal = 0;
    for (RoutingEvent event : decided.events()) {
      Envelope<RoutingEvent> envelope =
          work.cause().effect(event, ordinal++, now, policy.version());
      transaction.publish(OutboundRecord.of(Topics.ROUTING, envelope));
      next =
          next.tracedBy(new Trace(envelope.id(), envelope.correlationId(), envelope.traceparent()));
    }
    return next;
  }

  private static DecisionRecord record(
      RoutingWork work,
      LeadRouting before,
      Decision.Decided decided,
      long rosterVersion,
      Policy policy,
      Instant now) {
    return new DecisionRecord(
        work.cause().decisionId(work.lead()),
        work.lead(),
        Cause.SERVICE,
        work.cause().time(),
        now,
        policy.version(),
        work.cause().event(),
        work.cause().correlation(),
        work.cause().actor(),
        outcome(decided),
        decided.summary().because(),
        InputDigest.of(
            policy.version(),
            rosterVersion,
            now,
            before.snapshot(),
            before.score(),
            before.standing().toString(),
            before.ownership(),
            before.assignments(),
            before.passedOver(),
            before.lapsed(),
            work.input().getClass().getSimpleName(),
            work.input().snapshot().orElse(null)));
  }

  private static String outcome(Decision.Decided decided) {
    return decided
        .next()
        .owner()
        .map(owner -> decided.summary().outcome() + ":" + owner)
        .orElse(decided.summary().outcome());
  }

  /// Keeps what changed. A lead that was due is kept even if nothing did, for its being due may
  /// have been put forward.
  private void save(
      Transaction transaction,
      Map<LeadId, LeadRouting> known,
      Map<LeadId, LeadRouting> states,
      List<RoutingWork> works,
      Map<LeadId, Explanation> explanations)
      throws SQLException {
    Set<LeadId> due = new HashSet<>();
    works.stream()
        .filter(work -> work.input() instanceof RoutingInput.TimerDue)
        .forEach(work -> due.add(work.lead()));
    List<LeadRouting> fresh = new ArrayList<>();
    List<LeadRouting> changed = new ArrayList<>();
    states.forEach((id, state) -> {
      LeadRouting before = known.getOrDefault(id, LeadRouting.unknown(id));
      if (!state.equals(before) || due.contains(id)) {
        (known.containsKey(id) ? changed : fresh).add(state);
      }
    });
    leads.save(transaction.connection(), fresh, changed, explanations);
  }

  private static LeadRouting stateOf(Map<LeadId, LeadRouting> states, RoutingWork work) {
    LeadRouting state = states.get(work.lead());
    return state == null ? LeadRouting.unknown(work.lead()) : state;
  }
}
