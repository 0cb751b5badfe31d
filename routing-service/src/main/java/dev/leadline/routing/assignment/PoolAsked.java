package dev.leadline.routing.assignment;

import dev.leadline.events.Candidate;
import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.policy.RoutingPolicy.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A pool that was asked for somebody, as the decision found it.
///
/// @param summary such as `2 of 5 available, 2 OUTSIDE_HOURS, 1 CAPPED`; it counts all members
/// @param members those considered, in member order: 50 at most, and the chosen one
/// @param chosen null when nobody was available
/// @param tied who had just as good a claim as the chosen one and stands behind in member order
public record PoolAsked(
    String pool,
    Method method,
    String summary,
    List<Contender> members,
    @Nullable String chosen,
    List<String> tied) {
  public PoolAsked {
    members = List.copyOf(members);
    tied = List.copyOf(tied);
  }

  /// A member as the decision saw one, before it.
  ///
  /// @param skipped why the member was passed over; null when available
  /// @param debt what the member had earned and not received, an exact fraction such as `-1/3`
  /// @param openLeads those the member owned and worked on
  /// @param cap the cap that was reached, such as `40 of 40 leads today`; null when none was
  public record Contender(
      String rep,
      int weight,
      @Nullable SkipReason skipped,
      String debt,
      int openLeads,
      @Nullable String cap) {}

  /// The member of that name; empty when it was none or is not told of.
  public Optional<Contender> member(String rep) {
    return members.stream().filter(member -> member.rep().equals(rep)).findFirst();
  }

  /// The members as an event tells of them.
  List<Candidate> candidates() {
    return members.stream()
        .map(member -> new Candidate(member.rep(), member.skipped(), member.debt()))
        .toList();
  }
}
