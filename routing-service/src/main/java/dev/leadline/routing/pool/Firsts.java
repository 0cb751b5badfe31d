package dev.leadline.routing.pool;

import dev.leadline.policy.RoutingPolicy.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The members with the best claim.
final class Firsts {
  private Firsts() {}

  /// All that no other comes before, in member order; the first of them takes the lead.
  ///
  /// @param members never empty
  static List<String> of(List<Member> members, Comparator<Member> order) {
    List<String> firsts = new ArrayList<>();
    Member best = members.getFirst();
    for (Member member : members) {
      int place = order.compare(member, best);
      if (place < 0) {
        best = member;
        firsts.clear();
      }
      if (place <= 0) {
        firsts.add(member.rep());
      }
    }
    return firsts;
  }
}
