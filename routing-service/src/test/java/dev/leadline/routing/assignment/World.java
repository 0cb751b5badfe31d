package dev.leadline.routing.assignment;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.RoutingEvent;
import dev.leadline.policy.Catalogue;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.LifecyclePolicy.Transition;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.KeepOwner;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.policy.RoutingPolicy.Nobody;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.policy.RoutingPolicy.Suppression;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.Segment;
import dev.leadline.policy.SlaPolicy;
import dev.leadline.policy.Taxonomy;
import dev.leadline.policy.time.CalendarDefinition;
import dev.leadline.policy.time.OpenInterval;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.policy.time.WorkingCalendars;
import dev.leadline.routing.pool.PoolLedger;
import dev.leadline.routing.roster.Attendance;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.RepDefinition;
import dev.leadline.routing.roster.Roster;
import dev.leadline.routing.roster.RosterEntry;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A small company whose leads are routed in memory: the reps `ana`, `bo` and `chen` in the pool
/// `inbound`, `dana` alone in the pool `night`, and whatever a test changes about it.
final class World {
  static final Actor PERSON = new Actor(Actor.Kind.OPERATOR, "olga");
  static final WorkingCalendar OFFICE =
      WorkingCalendars.of(
          "office",
          CalendarDefinition.weekly(
              ZoneId.of("Europe/Berlin"),
              Map.of(DayOfWeek.MONDAY, List.of(OpenInterval.of("09:00", "17:00")))));

  final Map<String, Rep> reps = new TreeMap<>();
  final Map<String, Pool> pools = new LinkedHashMap<>();
  final Map<String, RosterEntry> entries = new TreeMap<>();
  final Map<LeadId, LeadRouting> leads = new HashMap<>();
  final List<RoutingEvent> said = new ArrayList<>();
  Set<String> routeAt = Set.of("mql");
  Set<String> workIn = Set.of();
  List<KeepOwner> keepOwner = List.of();
  List<Suppression> suppress = List.of();
  List<Rule> rules = List.of(new Rule("everyone", null, new Destination.ToPool("inbound")));
  Books books = Books.empty();
  Instant now = MONDAY_MORNING;
  boolean countManual;
  ZoneId zone = ZoneOffset.UTC;
  @Nullable Integer catchUp;

  World() {
    List.of("ana", "bo", "chen", "dana").forEach(id -> rep(id, null, new Caps(null, null, null)));
    pool("inbound", Method.WEIGHTED_ROUND_ROBIN, null, queue("triage"), "ana", "bo", "chen");
    pool("night", Method.FIRST_AVAILABLE, null, queue("triage"), "dana");
  }

  static Nobody queue(String queue) {
    return new Nobody(null, new Destination.ToQueue(queue));
  }

  static Condition field(String name, String value) {
    return new FieldIs(name, value);
  }

  void rep(String id, @Nullable String calendar, Caps caps) {
    reps.put(
        id,
        new Rep(
            id,
            id,
            id + "@leadline.example",
            true,
            calendar,
            null,
            Set.of(),
            Set.of(),
            caps,
            List.of()));
  }

  void pool(
      String id, Method method, @Nullable Duration acceptWithin, Nobody nobody, String... members) {
    pools.put(
        id,
        new Pool(
            id,
            method,
            List.of(members).stream().map(rep -> new Member(rep, 1)).toList(),
            zone,
            null,
            Set.of(),
            false,
            acceptWithin,
            catchUp,
            countManual,
            nobody));
  }

  void declare(String rep, Presence presence) {
    entries.put(rep, RosterEntry.asInPolicy(rep).with(presence, null));
  }

  void deactivate(String rep) {
    entries.put(
        rep,
        RosterEntry.asInPolicy(rep)
            .with(
                new RepDefinition(
                    rep,
                    rep + "@leadline.example",
                    false,
                    null,
                    null,
                    Set.of(),
                    Set.of(),
                    new Caps(null, null, null),
                    null,
                    null)));
  }

  /// A rep becomes inactive, and what they hold is looked at again.
  void leaves(String rep) {
    deactivate(rep);
    leads.keySet().stream().sorted(Comparator.comparing(LeadId::value)).toList().stream()
        .filter(id -> lead(id).owner().filter(rep::equals).isPresent())
        .forEach(this::timer);
  }

  /// The lead becomes an MQL for the first time.
  Decision qualifies(LeadSnapshot lead) {
    return qualifies(lead, 1);
  }

  Decision qualifies(LeadSnapshot lead, int visit) {
    return enters(lead, "mql", visit);
  }

  Decision enters(LeadSnapshot lead, String stage, int visit) {
    return decide(lead.id(), new RoutingInput.StageReached(lead, stage, visit, null));
  }

  Decision declines(LeadId lead) {
    return decide(lead, new RoutingInput.Decline(PERSON, null, "not mine"));
  }

  Decision timer(LeadId lead) {
    return decide(lead, new RoutingInput.TimerDue());
  }

  Decision decide(LeadId id, RoutingInput input) {
    Policy policy = policy();
    RoutingDecider decider = new RoutingDecider(policy);
    Attendance attendance = new Attendance(policy, Roster.of(policy, entries.values()), now);
    attendance
        .roster()
        .pools()
        .forEach(pool -> books.write(pool.id(), books.pool(pool.id()).seat(pool.members())));
    LeadRouting lead = leads.getOrDefault(id, LeadRouting.unknown(id));
    Decision decision =
        decider.decide(lead, input, decider.plan(lead, input, now), attendance, books);
    switch (decision) {
      case Decision.Decided decided -> {
        books.takeOver(decided.sheet());
        said.addAll(decided.events());
      }
      case Decision.Noted noted -> books.takeOver(noted.sheet());
      case Decision.Refused _ -> {}
    }
    leads.put(id, decision.next());
    return decision;
  }

  LeadRouting lead(LeadId id) {
    return leads.getOrDefault(id, LeadRouting.unknown(id));
  }

  String ownerOf(LeadSnapshot lead) {
    return lead(lead.id()).owner().orElse("nobody");
  }

  PoolLedger ledger(String pool) {
    return books.pool(pool);
  }

  <E extends RoutingEvent> List<E> said(Class<E> type) {
    return said.stream().filter(type::isInstance).map(type::cast).toList();
  }

  Policy policy() {
    return new Policy(
        "test",
        new Catalogue(Map.of(), Map.of()),
        new Taxonomy(Map.of(), Map.of(), Map.of(), Map.of()),
        Map.of(),
        List.of(new Segment("big", field("size", "big"))),
        new ScoringPolicy(
            "test",
            new ScoringPolicy.Limits(0, 0, 0),
            List.of(),
            List.of(),
            Map.of(),
            new ScoringPolicy.Qualify(0, 0),
            List.of()),
        lifecycle(),
        new RoutingPolicy(routeAt, suppress, keepOwner, rules, pools, reps, workIn),
        new SlaPolicy(List.of()),
        Map.of("always", WorkingCalendars.always(), "office", OFFICE));
  }

  private static LifecyclePolicy lifecycle() {
    return new LifecyclePolicy(
        "lead",
        List.of("lead", "mql", "sal", "customer", "recycled"),
        List.of(
            move("lead", "mql"),
            move("mql", "sal"),
            move("sal", "customer"),
            move("sal", "recycled"),
            move("customer", "recycled"),
            move("recycled", "mql")),
        Duration.ofDays(30),
        "recycled");
  }

  private static Transition move(String from, String to) {
    return new Transition(
        from + "-" + to, Set.of(from), to, null, Set.of(Actor.Kind.SYSTEM), Set.of());
  }

  /// A condition on one text field.
  private record FieldIs(String name, String value) implements Condition {
    @Override
    public String source() {
      return "lead." + name + " == '" + value + "'";
    }

    @Override
    public SortedSet<String> variables() {
      return new TreeSet<>(Set.of("lead." + name));
    }

    @Override
    public Match test(Facts facts) {
      return facts
          .lead()
          .text(name)
          .<Match>map(known -> known.equals(value) ? new Match.Matched() : new Match.NotMatched())
          .orElseGet(() -> new Match.Unknown(variables()));
    }

    @Override
    public Reason explain(String rule, Facts facts) {
      return switch (test(facts)) {
        case Match.Matched _ -> Reason.matched(rule, shown(facts));
        case Match.NotMatched _ -> Reason.notMatched(rule, shown(facts));
        case Match.Unknown(var missing) -> Reason.unknown(rule, String.join(", ", missing));
      };
    }

    private String shown(Facts facts) {
      return name + "=" + facts.lead().text(name).orElse("missing");
    }
  }
}
