package dev.leadline.routing.roster;

import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Leave;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.time.WorkingCalendar;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is there at one instant. Remembers what it worked out, so that a batch asks each calendar
/// once; used by one thread.
public final class Attendance {
  private final Policy policy;
  private final Roster roster;
  private final Instant now;
  private final Map<String, Map<String, Optional<SkipReason>>> absences = new HashMap<>();

  public Attendance(Policy policy, Roster roster, Instant now) {
    this.policy = policy;
    this.roster = roster;
    this.now = now;
  }

  public Instant now() {
    return now;
  }

  public Roster roster() {
    return roster;
  }

  /// Why a member of a pool is passed over; empty when available.
  ///
  /// @param demand what the lead asks of who takes it
  public Optional<SkipReason> skip(Pool pool, Member member, RepLoad load, Demand demand) {
    Optional<SkipReason> absence =
        absences
            .computeIfAbsent(pool.id(), _ -> new HashMap<>())
            .computeIfAbsent(member.rep(), _ -> absence(pool, member.rep()));
    if (absence.isPresent()) {
      return absence;
    }
    Rep rep = roster.rep(member.rep()).orElseThrow().rep();
    if (load.reaches(rep.caps(), pool.zone(), now)) {
      return Optional.of(SkipReason.CAPPED);
    }
    if (!rep.skills().containsAll(pool.skills()) || !speaks(rep, pool, demand.language())) {
      return Optional.of(SkipReason.MISSING_SKILL);
    }
    return Optional.ofNullable(demand.passedOver().get(member.rep()));
  }

  /// Why a rep is passed over who would get the lead by name and not as a member of a pool: working
  /// hours do not matter then, since the lead waits for this rep and nobody else.
  ///
  /// @param load null when it does not matter, because the lead is among the rep's already
  public Optional<SkipReason> skipByName(String id, @Nullable RepLoad load, Demand demand) {
    Optional<RosterRep> known = roster.rep(id);
    Optional<SkipReason> absence =
        known.isEmpty() ? Optional.of(SkipReason.INACTIVE) : away(known.get());
    if (absence.isPresent()) {
      return absence;
    }
    Rep rep = known.orElseThrow().rep();
    if (load != null && load.reaches(rep.caps(), roster.home(rep), now)) {
      return Optional.of(SkipReason.CAPPED);
    }
    return Optional.ofNullable(demand.passedOver().get(id));
  }

  /// The cap that a rep has reached, in words; empty when none.
  public Optional<String> cap(String id, RepLoad load, ZoneId zone) {
    return roster.rep(id).flatMap(known -> load.reached(known.rep().caps(), zone, now));
  }

  /// Whether somebody gets no leads at all: what they hold is to go to others.
  public boolean isInactive(String id) {
    return roster.rep(id).filter(known -> known.rep().active()).isEmpty();
  }

  /// The first instant at which a member who is passed over may be available: now, when that may be
  /// at any time; empty when waiting does not help.
  public Optional<Instant> back(Pool pool, String member, SkipReason skipped) {
    return switch (skipped) {
      case OUTSIDE_HOURS -> Optional.of(hours(pool, member).nextOpening(now));
      case CAPPED -> Optional.of(now);
      case PAUSED, ON_LEAVE -> Optional.of(endOfAbsence(member));
      case INACTIVE, MISSING_SKILL, DECLINED_ALREADY, TOO_SLOW, TAKEN_AWAY -> Optional.empty();
    };
  }

  /// Whether a pool works now by its own hours or, where each member's own count, by those of one.
  public boolean isOpen(Pool pool) {
    return pool.members().stream().anyMatch(member -> hours(pool, member.rep()).isOpen(now));
  }

  private static boolean speaks(Rep rep, Pool pool, @Nullable String language) {
    return !pool.matchLanguage() || language == null || rep.languages().contains(language);
  }

  private Optional<SkipReason> absence(Pool pool, String id) {
    Optional<RosterRep> known = roster.rep(id);
    if (known.isEmpty()) {
      return Optional.of(SkipReason.INACTIVE);
    }
    Optional<SkipReason> away = away(known.get());
    if (away.isPresent()) {
      return away;
    }
    return hours(pool, id).isOpen(now) ? Optional.empty() : Optional.of(SkipReason.OUTSIDE_HOURS);
  }

  private Optional<SkipReason> away(RosterRep known) {
    if (!known.rep().active()) {
      return Optional.of(SkipReason.INACTIVE);
    }
    return switch (known.entry().presenceAt(now)) {
      case PAUSED -> Optional.of(SkipReason.PAUSED);
      case ON_LEAVE -> Optional.of(SkipReason.ON_LEAVE);
      case ACTIVE ->
          leave(known.rep()).isPresent() ? Optional.of(SkipReason.ON_LEAVE) : Optional.empty();
    };
  }

  private Optional<Leave> leave(Rep rep) {
    if (rep.leave().isEmpty()) {
      return Optional.empty();
    }
    LocalDateTime there = LocalDateTime.ofInstant(now, roster.home(rep));
    return rep.leave().stream()
        .filter(leave -> !there.isBefore(leave.from()) && there.isBefore(leave.until()))
        .findFirst();
  }

  private Instant endOfAbsence(String id) {
    RosterRep known = roster.rep(id).orElseThrow();
    if (known.entry().presenceAt(now) != Presence.ACTIVE) {
      Instant until = known.entry().until();
      return until == null ? now : until;
    }
    ZoneId home = roster.home(known.rep());
    return leave(known.rep()).map(leave -> leave.until().atZone(home).toInstant()).orElse(now);
  }

  private WorkingCalendar hours(Pool pool, String rep) {
    if (pool.hours() != null) {
      return policy.calendar(pool.hours());
    }
    String own = roster.rep(rep).map(known -> known.rep().calendar()).orElse(null);
    return policy.calendar(own == null ? WorkingCalendar.ALWAYS : own);
  }
}
