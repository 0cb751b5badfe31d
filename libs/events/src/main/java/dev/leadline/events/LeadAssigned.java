package dev.leadline.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lead has an owner.
///
/// @param assignment counts the assignments of this lead, from 1
/// @param owner the rep's id
/// @param pool the pool that gave the owner; null when the owner was kept or named by a person
/// @param rule what decided: a routing rule's id, `keep-owner:same-person`,
///   `keep-owner:same-account` or `manual`
/// @param segment the first segment of the policy that the lead is in; null when in none
/// @param acceptBy until when the owner may accept; null when no acceptance is asked for
/// @param ownerCalendar the name of the calendar of the owner's working hours; null when always
/// @param because the rules considered, in order
/// @param candidates the members considered, in member order; empty when no pool was asked
/// @param actor the person who gave the lead or asked for another owner; null when nobody did
public record LeadAssigned(
    LeadSnapshot lead,
    int assignment,
    String owner,
    @Nullable String pool,
    String rule,
    @Nullable String segment,
    @Nullable Instant acceptBy,
    @Nullable String ownerCalendar,
    List<Reason> because,
    List<Candidate> candidates,
    @Nullable Actor actor)
    implements RoutingEvent, AboutLead {
  public LeadAssigned {
    because = List.copyOf(because);
    candidates = List.copyOf(candidates);
  }

  /// An assignment that no person asked for.
  public LeadAssigned(
      LeadSnapshot lead,
      int assignment,
      String owner,
      @Nullable String pool,
      String rule,
      @Nullable String segment,
      @Nullable Instant acceptBy,
      @Nullable String ownerCalendar,
      List<Reason> because,
      List<Candidate> candidates) {
    this(
        lead,
        assignment,
        owner,
        pool,
        rule,
        segment,
        acceptBy,
        ownerCalendar,
        because,
        candidates,
        null);
  }
}
