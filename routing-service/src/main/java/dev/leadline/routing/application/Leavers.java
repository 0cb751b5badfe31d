package dev.leadline.routing.application;

import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.routing.roster.Attendance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Has the leads routed anew that a rep holds who became inactive, by a change at run time or by a
/// new policy. Looks when one of the two changed, and when the service starts, until nobody
/// inactive holds anything: so nothing is missed by a service that stopped in between, and nothing
/// that another event of the lead put off again.
@ApplicationScoped
public class Leavers {
  private final ActivePolicy activePolicy;
  private final Transactions transactions;
  private final Rosters rosters;
  private final KeptBooks books;
  private final LeadStates leads;
  private final InstantSource clock;
  private volatile @Nullable Seen last;

  Leavers(
      ActivePolicy activePolicy,
      Transactions transactions,
      Rosters rosters,
      KeptBooks books,
      LeadStates leads,
      InstantSource clock) {
    this.activePolicy = activePolicy;
    this.transactions = transactions;
    this.rosters = rosters;
    this.books = books;
    this.leads = leads;
    this.clock = clock;
  }

  private record Seen(String policyVersion, long rosterVersion) {}

  private record Gone(Seen seen, Set<String> reps) {}

  /// Makes the leads of inactive reps due at once and returns how many.
  ///
  /// Two transactions, since a batch locks its leads before the roster: what is assigned in between
  /// is assigned by the new roster, and so to nobody inactive.
  public int release() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Gone gone = gone(now);
    if (gone.reps().isEmpty()) {
      last = gone.seen();
      return 0;
    }
    return transactions.call(
        transaction -> leads.release(transaction.connection(), gone.reps(), now));
  }

  private Gone gone(Instant now) {
    Policy policy = activePolicy.get();
    return transactions.call(transaction -> {
      Rosters.Current current = rosters.current(transaction.connection(), policy);
      Seen seen = new Seen(policy.version(), current.version());
      if (seen.equals(last)) {
        return new Gone(seen, Set.of());
      }
      Attendance attendance = new Attendance(policy, current.roster(), now);
      return new Gone(
          seen,
          books.holders(transaction.connection()).stream()
              .filter(attendance::isInactive)
              .collect(Collectors.toUnmodifiableSet()));
    });
  }
}
