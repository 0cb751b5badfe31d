package dev.leadline.routing.assignment;

import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.Candidate;
import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.Reason.Verdict;
import dev.leadline.events.RoutingEvent;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.routing.pool.Turn;
import dev.leadline.routing.roster.Attendance;
import dev.leadline.routing.roster.RepLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A decision in the making: what was considered, what is to be said, what the books get.
final class Draft {
  private static final String SERVICE = "routing";
  private static final int MOST_REASONS = 100;

  final Attendance attendance;
  final Books sheet;
  final List<Reason> because = new ArrayList<>();
  final List<PoolAsked> pools = new ArrayList<>();
  final List<Candidate> candidates = new ArrayList<>();
  private final List<Reason> words = new ArrayList<>();
  private final List<RoutingEvent> events = new ArrayList<>();
  private final LeadRouting before;
  private @Nullable Actor actor;

  Draft(LeadRouting before, Attendance attendance, Books books) {
    this.before = before;
    this.attendance = attendance;
    this.sheet = books.sheet();
  }

  void say(RoutingEvent event) {
    events.add(event);
  }

  /// Notes what a person said: it goes into the events, which can be erased, and not into the audit
  /// trail, which holds no personal values.
  void remark(String rule, String said) {
    words.add(Reason.matched(rule, said));
  }

  /// Notes who asked for what is decided.
  void askedBy(Actor person) {
    actor = person;
  }

  /// Who asked for what is decided; null when no person did.
  @Nullable Actor actor() {
    return actor;
  }

  /// What was considered, as events tell it: of what did not match no more than fits, for five
  /// hundred rules would make an event of tens of kilobytes.
  List<Reason> told() {
    List<Reason> told = new ArrayList<>(words);
    int untold = 0;
    for (Reason reason : because) {
      if (told.size() < MOST_REASONS || reason.verdict() == Verdict.MATCHED) {
        if (untold > 0) {
          told.add(others(untold));
          untold = 0;
        }
        told.add(reason);
      } else {
        untold++;
      }
    }
    if (untold > 0) {
      told.add(others(untold));
    }
    return told;
  }

  private static Reason others(int untold) {
    return Reason.notMatched("others", untold + " more did not match");
  }

  /// Takes a lead from its owner, who is not to get it again in this visit: the pool pays it back
  /// and it counts in no cap.
  LeadRouting takeBack(LeadRouting lead, SkipReason why) {
    return takeBack(lead).passingOver(owned(lead).owner(), why);
  }

  /// Takes a lead from its owner, who may get it again.
  LeadRouting takeBack(LeadRouting lead) {
    payBack(owned(lead));
    return lead.released();
  }

  void payBack(Ownership ownership) {
    Turn turn = ownership.turn();
    if (turn != null) {
      Optional<Pool> pool = attendance.roster().pool(turn.pool());
      pool.ifPresent(known ->
          sheet.write(turn.pool(), sheet.pool(turn.pool()).payBack(turn, known.members())));
    }
    if (!ownership.rule().equals(OwnerKept.SAME_PERSON)) {
      sheet.write(
          ownership.owner(),
          sheet
              .rep(ownership.owner())
              .paidBack(
                  ownership.since(),
                  attendance.now(),
                  attendance.roster().zonesOf(ownership.owner())));
    }
  }

  /// Says that an owner has a lead no more, if somebody is counted as its owner: what other leads
  /// find in the books changes by it.
  ///
  /// @param paidBack whether the pool got its turn back
  void end(LeadRouting lead, AssignmentEnded.End end, boolean paidBack, Reason why) {
    if (lead.accountOwner().isPresent()) {
      Ownership ended = owned(lead);
      because.add(why);
      say(
          new AssignmentEnded(
              lead.lead(),
              lead.assignments(),
              ended.owner(),
              ended.pool(),
              end,
              paidBack && ended.turn() != null,
              told()));
    }
  }

  /// Counts another lead in the owner's day and week.
  void count(String rep) {
    sheet.write(rep, sheet.rep(rep).got(attendance.now(), attendance.roster().zonesOf(rep)));
  }

  /// Opens an exception in place of one that is open for another reason.
  LeadRouting raise(LeadRouting lead, ExceptionReason reason, String detail, String nextStep) {
    LeadRouting other = lead.exception() == reason ? lead : resolve(lead, "Now " + reason);
    say(
        new ExceptionRaised(
            reason, lead.lead().toString(), SERVICE, lead.lead(), detail, nextStep));
    return other.with(reason);
  }

  /// Says that nothing is wrong any more, if something was.
  LeadRouting resolve(LeadRouting lead, String note) {
    ExceptionReason open = lead.exception();
    if (open == null) {
      return lead;
    }
    say(new ExceptionResolved(open, lead.lead().toString(), SERVICE, lead.lead(), note));
    return lead.with((ExceptionReason) null);
  }

  /// The decision. What reps have open and whose account it is follows from the lead before and
  /// after.
  Decision conclude(
      LeadRouting next, String outcome, @Nullable String rule, @Nullable String pool) {
    follow(next);
    return events.isEmpty()
        ? new Decision.Noted(next, sheet)
        : new Decision.Decided(
            next, events, sheet, new Decision.Summary(outcome, rule, pool, because, pools));
  }

  private void follow(LeadRouting next) {
    if (!before.owner().equals(next.owner())) {
      before.owner().ifPresent(owner -> open(owner, -1));
      next.owner().ifPresent(owner -> open(owner, 1));
    }
    if (before.accountOwner().equals(next.accountOwner())
        && before.account().equals(next.account())) {
      return;
    }
    before
        .account()
        .ifPresent(domain ->
            before
                .accountOwner()
                .ifPresent(owner -> sheet.write(domain, sheet.account(domain).minus(owner))));
    next.account()
        .ifPresent(domain ->
            next.accountOwner()
                .ifPresent(owner ->
                    sheet.write(domain, sheet.account(domain).plus(owner, attendance.now()))));
  }

  private void open(String rep, int change) {
    RepLoad load = sheet.rep(rep);
    sheet.write(rep, load.open(change));
  }

  static Ownership owned(LeadRouting lead) {
    Ownership ownership = lead.ownership();
    if (ownership == null) {
      throw new IllegalStateException("Lead " + lead.lead() + " has no owner");
    }
    return ownership;
  }

  static LeadSnapshot known(LeadRouting lead) {
    LeadSnapshot snapshot = lead.snapshot();
    if (snapshot == null) {
      throw new IllegalStateException("Lead " + lead.lead() + " has no snapshot");
    }
    return snapshot;
  }
}
