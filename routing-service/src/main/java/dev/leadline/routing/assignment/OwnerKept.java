package dev.leadline.routing.assignment;

import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.Reason;
import dev.leadline.policy.RoutingPolicy.KeepOwner;
import dev.leadline.routing.assignment.AccountOwners.Holding;
import dev.leadline.routing.roster.Attendance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether somebody has the person, or the person's company, already.
final class OwnerKept {
  static final String SAME_PERSON = rule(KeepOwner.SAME_PERSON);

  private OwnerKept() {}

  /// The owner to keep; empty when there is none who may have the lead.
  ///
  /// @param because takes what was considered
  static Optional<Placement.Owner> find(
      List<KeepOwner> ways,
      LeadRouting lead,
      Attendance attendance,
      Books books,
      List<Reason> because) {
    for (KeepOwner way : ways) {
      Optional<String> owner =
          switch (way) {
            case SAME_PERSON -> ofPerson(rule(way), lead, attendance, because);
            case SAME_ACCOUNT -> ofAccount(rule(way), lead, attendance, books, because);
          };
      if (owner.isPresent()) {
        return owner.map(
            rep -> new Placement.Owner(rep, rule(way), null, null, way != KeepOwner.SAME_PERSON));
      }
    }
    return Optional.empty();
  }

  private static String rule(KeepOwner way) {
    return "keep-owner:" + way.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<String> ofPerson(
      String rule, LeadRouting lead, Attendance attendance, List<Reason> because) {
    Optional<String> owner = lead.formerOwner();
    if (owner.isEmpty()) {
      because.add(Reason.notMatched(rule, "no owner before"));
      return owner;
    }
    return owner.filter(
        rep -> fits(rule, rep, attendance.skipByName(rep, null, lead.demand()), because));
  }

  private static Optional<String> ofAccount(
      String rule, LeadRouting lead, Attendance attendance, Books books, List<Reason> because) {
    Optional<String> domain = lead.account();
    if (domain.isEmpty()) {
      because.add(Reason.unknown(rule, "lead.companyDomain"));
      return domain;
    }
    List<Holding> holdings = books.account(domain.get()).holdings();
    if (holdings.isEmpty()) {
      because.add(Reason.notMatched(rule, "no owner of the account"));
    }
    return holdings.stream()
        .map(Holding::owner)
        .filter(rep ->
            fits(rule, rep, attendance.skipByName(rep, books.rep(rep), lead.demand()), because))
        .findFirst();
  }

  private static boolean fits(
      String rule, String rep, Optional<SkipReason> skipped, List<Reason> because) {
    because.add(
        skipped
            .map(reason -> Reason.notMatched(rule, rep + " is " + reason))
            .orElseGet(() -> Reason.matched(rule, rep)));
    return skipped.isEmpty();
  }
}
