package dev.leadline.routing.application;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.Transactions;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.RoutingInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Ends offers that nobody answered and waits that are over. Any number of replicas may do so at
/// once: a lead that one of them has is passed over by the others.
@ApplicationScoped
public class DueLeads {
  private static final int MOST = 500;

  private final Transactions transactions;
  private final LeadStates leads;
  private final RoutingDesk desk;
  private final InstantSource clock;

  DueLeads(Transactions transactions, LeadStates leads, RoutingDesk desk, InstantSource clock) {
    this.transactions = transactions;
    this.leads = leads;
    this.desk = desk;
    this.clock = clock;
  }

  /// Decides all that is due now and returns how many leads that were.
  public int decideAll() {
    int all = 0;
    int some = MOST;
    while (some == MOST) {
      some = decideSome();
      all += some;
    }
    return all;
  }

  private int decideSome() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return transactions.call(transaction -> {
      List<LeadRouting> due = leads.lockDue(transaction.connection(), now, MOST);
      if (due.isEmpty()) {
        return 0;
      }
      transaction.turn().looked(now, now, due.stream().map(LeadRouting::lead).toList());
      Map<LeadId, LeadRouting> known =
          due.stream().collect(Collectors.toMap(LeadRouting::lead, Function.identity()));
      List<RoutingWork> works =
          due.stream()
              .map(lead ->
                  new RoutingWork(lead.lead(), new RoutingInput.TimerDue(), Cause.timer(lead, now)))
              .toList();
      desk.decide(transaction, "routing:timers", known, works, now);
      return due.size();
    });
  }
}
