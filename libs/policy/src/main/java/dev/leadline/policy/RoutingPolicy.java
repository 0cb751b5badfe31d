package dev.leadline.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who gets a lead.
///
/// @param routeAt the stages whose entry asks for an owner
/// @param suppress first match wins
/// @param keepOwner which owners are kept, in order
/// @param rules first match wins; the last matches everything
/// @param pools by id
/// @param reps by id
/// @param workIn the stages in which an owner works on a lead, so that it counts as open; empty
///   when that follows from the lifecycle
public record RoutingPolicy(
    Set<String> routeAt,
    List<Suppression> suppress,
    List<KeepOwner> keepOwner,
    List<Rule> rules,
    Map<String, Pool> pools,
    Map<String, Rep> reps,
    Set<String> workIn) {
  public RoutingPolicy {
    routeAt = Ordered.copyOf(routeAt);
    suppress = List.copyOf(suppress);
    keepOwner = List.copyOf(keepOwner);
    rules = List.copyOf(rules);
    pools = Ordered.copyOf(pools);
    reps = Ordered.copyOf(reps);
    workIn = Ordered.copyOf(workIn);
  }

  /// Routing whose work follows from the lifecycle.
  public RoutingPolicy(
      Set<String> routeAt,
      List<Suppression> suppress,
      List<KeepOwner> keepOwner,
      List<Rule> rules,
      Map<String, Pool> pools,
      Map<String, Rep> reps) {
    this(routeAt, suppress, keepOwner, rules, pools, reps, Set.of());
  }

  /// Leads that go to nobody.
  ///
  /// @param reason why, in the policy's words; null when it does not say
  /// @param lasts for how long a lead is kept back, from when it was suppressed; null means for
  ///   good
  /// @param until the first day, in UTC, on which the rule holds no more; null means always
  public record Suppression(
      String id,
      Condition when,
      @Nullable String reason,
      @Nullable Duration lasts,
      @Nullable LocalDate until) {

    /// A suppression without end.
    public Suppression(String id, Condition when) {
      this(id, when, null, null, null);
    }

    /// Whether the rule holds at an instant.
    public boolean inForce(Instant now) {
      return until == null || now.isBefore(lastInstant(until));
    }

    /// When the suppression of a lead that begins at an instant ends; null when it does not.
    public @Nullable Instant ends(Instant now) {
      Instant byRule = until == null ? null : lastInstant(until);
      Instant byLead = lasts == null ? null : now.plus(lasts);
      if (byRule == null || byLead == null) {
        return byRule == null ? byLead : byRule;
      }
      return byRule.isBefore(byLead) ? byRule : byLead;
    }

    private static Instant lastInstant(LocalDate until) {
      return until.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }

  public enum KeepOwner {
    SAME_PERSON,
    SAME_ACCOUNT
  }

  /// @param when null means always
  public record Rule(String id, @Nullable Condition when, Destination to) {}

  /// Where a rule sends a lead.
  public sealed interface Destination {
    record ToPool(String pool) implements Destination {}

    record ToQueue(String queue) implements Destination {}

    record ToRep(String rep) implements Destination {}
  }

  public enum Method {
    WEIGHTED_ROUND_ROBIN,
    LEAST_LOADED,
    FIRST_AVAILABLE
  }

  /// @param members in member order
  /// @param zone in which the days and weeks of caps begin
  /// @param hours the calendar in which the pool works; null means that each member's own hours
  ///   count
  /// @param skills what a member must have
  /// @param matchLanguage whether a member must speak the lead's language, where it is known
  /// @param acceptWithin of the owner's working time; null means that no acceptance is asked for
  /// @param catchUp how many leads a member may catch up after being away; null means none
  /// @param countManual whether leads given by a person count as received
  public record Pool(
      String id,
      Method method,
      List<Member> members,
      ZoneId zone,
      @Nullable String hours,
      Set<String> skills,
      boolean matchLanguage,
      @Nullable Duration acceptWithin,
      @Nullable Integer catchUp,
      boolean countManual,
      Nobody nobody) {
    public Pool {
      members = List.copyOf(members);
      skills = Ordered.copyOf(skills);
    }
  }

  /// @param weight above 0
  public record Member(String rep, int weight) {
    public Member {
      if (weight < 1) {
        throw new IllegalArgumentException("Weight of member '" + rep + "' is " + weight);
      }
    }
  }

  /// What happens when nobody of a pool is available.
  ///
  /// @param hold wait this long at most for a member to be available; null means not at all
  /// @param then where to go after that
  public record Nobody(@Nullable Duration hold, Destination then) {}

  /// A person who gets leads, as the policy knows them; the API may change availability at run
  /// time.
  ///
  /// @param calendar the name of the calendar of their working hours; null means always
  /// @param manager the rep id of the manager; null when none
  /// @param languages ISO 639 codes in lower case, such as `de`
  /// @param team the team that the policy names; null when it names none
  public record Rep(
      String id,
      String name,
      String email,
      boolean active,
      @Nullable String calendar,
      @Nullable String manager,
      Set<String> skills,
      Set<String> languages,
      Caps caps,
      List<Leave> leave,
      @Nullable String team) {
    public Rep {
      skills = Ordered.copyOf(skills);
      languages = Ordered.copyOf(languages);
      leave = List.copyOf(leave);
    }

    /// A rep of whom no team is named.
    public Rep(
        String id,
        String name,
        String email,
        boolean active,
        @Nullable String calendar,
        @Nullable String manager,
        Set<String> skills,
        Set<String> languages,
        Caps caps,
        List<Leave> leave) {
      this(id, name, email, active, calendar, manager, skills, languages, caps, leave, null);
    }

    /// The team whose figures theirs go into: the one that is named, else all who share their
    /// manager, by the manager's id; empty when there is neither.
    public Optional<String> countedIn() {
      return Optional.ofNullable(team).or(() -> Optional.ofNullable(manager));
    }
  }

  /// The most leads a rep takes; null means no cap.
  public record Caps(@Nullable Integer open, @Nullable Integer perDay, @Nullable Integer perWeek) {}

  /// Time away, in the zone of the rep's calendar; half-open, so that part of a day can be taken.
  ///
  /// @param until after `from`
  public record Leave(LocalDateTime from, LocalDateTime until) {
    public Leave {
      if (!until.isAfter(from)) {
        throw new IllegalArgumentException("Leave ends at " + until + ", begun at " + from);
      }
    }

    /// Whole days, both included.
    public static Leave days(LocalDate from, LocalDate to) {
      return new Leave(from.atStartOfDay(), to.plusDays(1).atStartOfDay());
    }
  }
}
