package dev.leadline.sla.scorecard;

import dev.leadline.events.AboutLead;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockMet;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.StageEntered;
import dev.leadline.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The figures as somebody with the definitions and all events in hand would count them, one event
/// after the other. Shares no code with what it checks.
public final class StraightCount {
  private static final Set<String> REQUIRED =
      Set.of("email", "lastName", "company", "employees", "country", "source");
  private static final List<String> FUNNEL =
      List.of("subscriber", "lead", "mql", "sal", "sql", "opportunity", "customer");
  private static final Set<String> ERRORS =
      Set.of(
          "ILLEGAL_TRANSITION",
          "CRM_WRITE_FAILED",
          "POISON_EVENT",
          "POLICY_ERROR",
          "CLOCK_WITHOUT_OWNER",
          "STUCK");

  private final Policy policy;
  private final Instant from;
  private final Instant to;
  private final List<Envelope<?>> known;
  private final List<Envelope<?>> happened;
  private final Map<LeadId, String> owners = new HashMap<>();
  private final Map<String, Sum> sums = new TreeMap<>();

  /// Counts above and below the line, or lengths of time.
  public static final class Sum {
    public long above;
    public long below;
    public final List<Double> seconds = new ArrayList<>();

    /// As PostgreSQL's percentile_cont: between two values in proportion.
    public double quantile(double share) {
      List<Double> sorted = seconds.stream().sorted().toList();
      double place = share * (sorted.size() - 1);
      int low = (int) Math.floor(place);
      int high = (int) Math.ceil(place);
      return sorted.get(low) + (place - low) * (sorted.get(high) - sorted.get(low));
    }
  }

  /// @param events what is said of one lead on one topic stands in the order in which it was said
  public StraightCount(
      Policy policy, List<Envelope<?>> events, Instant from, Instant to, Instant asOf) {
    this.policy = policy;
    this.from = from;
    this.to = to;
    this.known = events.stream().filter(it -> !it.recordedAt().isAfter(asOf)).toList();
    this.happened = known.stream().filter(it -> within(it.time())).toList();
    known.stream()
        .filter(it -> it.event() instanceof LeadAssigned)
        .sorted(java.util.Comparator.comparing(Envelope::recordedAt))
        .map(it -> (LeadAssigned) it.event())
        .forEach(it -> owners.put(it.lead().id(), it.owner()));
  }

  /// Sums by `figure|of|by|part`, each empty where there is none.
  public Map<String, Sum> sums() {
    captures();
    promises();
    responses();
    visits();
    stays();
    assignments();
    routings();
    errors();
    return sums;
  }

  private void captures() {
    Set<LeadId> merged = new HashSet<>();
    all(LeadsMerged.class, _ -> true).forEach(it -> merged.add(it.absorbed()));
    for (Envelope<?> envelope : happened) {
      if (envelope.event() instanceof LeadCaptured it) {
        Parts parts = ofLead(it.lead(), envelope.time());
        boolean unknown = "unclassified".equals(it.lead().fields().get("source"));
        long fields = it.lead().fields().keySet().stream().filter(REQUIRED::contains).count();
        add("leads-captured", null, parts, 1, 0);
        add("unknown-source-rate", null, parts, unknown ? 1 : 0, 1);
        add("completeness", null, parts, fields, REQUIRED.size());
        add("duplicate-rate", null, parts, merged.contains(it.lead().id()) ? 1 : 0, 1);
        Set<String> reached = new HashSet<>();
        all(StageEntered.class, stage -> stage.lead().id().equals(it.lead().id()))
            .forEach(stage -> reached.add(stage.stage()));
        reached.forEach(stage -> add("cohort-conversion", stage, parts, 1, 0));
      }
    }
  }

  private void promises() {
    Map<Object, Envelope<?>> kept = new HashMap<>();
    for (Envelope<?> envelope : known) {
      if (envelope.event() instanceof ClockMet it && !it.breached()) {
        kept.merge(
            it.clock().id(),
            envelope,
            (one, other) -> metAt(one).isAfter(metAt(other)) ? other : one);
      }
    }
    for (Envelope<?> envelope : kept.values()) {
      ClockMet it = (ClockMet) envelope.event();
      if (within(it.metAt())) {
        add(
            "sla-compliance",
            it.clock().target(),
            parts(it.lead(), it.metAt(), it.clock().owner()),
            1,
            1);
      }
    }
    for (Envelope<?> envelope : known) {
      if (envelope.event() instanceof ClockBreached it
          && !kept.containsKey(it.clock().id())
          && within(it.due())) {
        add(
            "sla-compliance",
            it.clock().target(),
            parts(it.lead(), it.due(), it.clock().owner()),
            0,
            1);
      }
    }
  }

  private static Instant metAt(Envelope<?> envelope) {
    return ((ClockMet) envelope.event()).metAt();
  }

  private void responses() {
    Map<LeadId, Envelope<?>> first = new HashMap<>();
    for (Envelope<?> envelope : known) {
      if (envelope.event() instanceof ActivityRecorded it
          && it.activity().type().equals("rep_touch")) {
        first.merge(
            it.lead().id(),
            envelope,
            (one, other) -> other.time().isBefore(one.time()) ? other : one);
      }
    }
    for (Envelope<?> envelope : first.values()) {
      LeadSnapshot lead = ((ActivityRecorded) envelope.event()).lead();
      if (within(envelope.time())) {
        double seconds = Duration.between(lead.capturedAt(), envelope.time()).toMillis() / 1e3;
        last("first-response", null, ofLead(lead, envelope.time()), seconds);
      }
    }
  }

  private Map<LeadId, List<Envelope<?>>> walks() {
    Map<LeadId, List<Envelope<?>>> walks = new HashMap<>();
    for (Envelope<?> envelope : known) {
      if (envelope.event() instanceof StageEntered it) {
        walks.computeIfAbsent(it.lead().id(), _ -> new ArrayList<>()).add(envelope);
      }
    }
    return walks;
  }

  private void visits() {
    for (List<Envelope<?>> walk : walks().values()) {
      for (int i = 0; i < walk.size(); i++) {
        StageEntered visit = (StageEntered) walk.get(i).event();
        StageEntered next = i + 1 < walk.size() ? (StageEntered) walk.get(i + 1).event() : null;
        if (within(walk.get(i).time())) {
          Parts parts = ofLead(visit.lead(), walk.get(i).time());
          boolean forward = next != null && forward(visit.stage(), next.stage());
          add("stage-conversion", visit.stage(), parts, forward ? 1 : 0, 1);
          add("stage-leakage", visit.stage(), parts, next != null && !forward ? 1 : 0, 1);
          if (visit.stage().equals("opportunity")) {
            Object source = visit.lead().fields().get("source");
            boolean sourced = source != null && !source.equals("unclassified");
            add("sourced-pipeline", null, parts, sourced ? 1 : 0, 1);
          }
          if (visit.stage().equals("mql")) {
            add("commitment-delivery", "mqls", parts, 1, 0);
          }
        }
      }
    }
  }

  private static boolean forward(String from, String to) {
    return FUNNEL.contains(to) && FUNNEL.indexOf(to) > FUNNEL.indexOf(from);
  }

  private void stays() {
    Set<LeadId> gone = new HashSet<>();
    for (Envelope<?> envelope : known) {
      if (envelope.event() instanceof LeadsMerged it && envelope.time().isBefore(to)) {
        gone.add(it.absorbed());
      }
    }
    walks()
        .forEach((lead, walk) -> {
          Envelope<?> last =
              walk.stream().filter(it -> it.time().isBefore(to)).reduce((_, it) -> it).orElse(null);
          if (last != null && !gone.contains(lead)) {
            StageEntered in = (StageEntered) last.event();
            double seconds = Duration.between(last.time(), to).toMillis() / 1e3;
            last("stage-age", in.stage(), ofLead(in.lead(), last.time()), seconds);
          }
        });
  }

  private void assignments() {
    for (Envelope<?> envelope : happened) {
      if (envelope.event() instanceof LeadAssigned it) {
        Instant end = envelope.recordedAt().plus(Duration.ofDays(7));
        boolean undone =
            known.stream()
                .filter(other -> other.recordedAt().isBefore(end))
                .anyMatch(other -> undoes(other, it));
        add(
            "routing-accuracy",
            null,
            parts(it.lead(), envelope.time(), it.owner()),
            undone ? 0 : 1,
            1);
      }
    }
  }

  private static boolean undoes(Envelope<?> envelope, LeadAssigned assigned) {
    LeadId lead = assigned.lead().id();
    int number = assigned.assignment();
    return switch (envelope.event()) {
      case AssignmentDeclined it -> it.lead().id().equals(lead) && it.assignment() == number;
      case AssignmentExpired it -> it.lead().id().equals(lead) && it.assignment() == number;
      case LeadAssigned it ->
          it.lead().id().equals(lead) && it.assignment() == number + 1 && it.actor() != null;
      default -> false;
    };
  }

  /// A lead counts once a part.
  private void routings() {
    Map<String, Set<LeadId>> decided = new HashMap<>();
    Map<String, Set<LeadId>> failed = new HashMap<>();
    for (Envelope<?> envelope : happened) {
      if (envelope.event() instanceof LeadAssigned || envelope.event() instanceof RoutingFailed) {
        LeadSnapshot lead = ((AboutLead) envelope.event()).lead();
        for (String key : keys("routing-exceptions", null, ofLead(lead, envelope.time()))) {
          decided.computeIfAbsent(key, _ -> new HashSet<>()).add(lead.id());
          if (envelope.event() instanceof RoutingFailed) {
            failed.computeIfAbsent(key, _ -> new HashSet<>()).add(lead.id());
          }
        }
      }
    }
    decided.forEach((key, leads) -> {
      sum(key).below = leads.size();
      sum(key).above = failed.getOrDefault(key, Set.of()).size();
    });
  }

  private void errors() {
    Map<String, Envelope<?>> cases = new HashMap<>();
    for (Envelope<?> envelope : happened) {
      if (envelope.event() instanceof ExceptionRaised it && ERRORS.contains(it.reason().name())) {
        cases.merge(
            it.reason() + "|" + it.subject(),
            envelope,
            (one, other) -> other.time().isBefore(one.time()) ? other : one);
      }
    }
    for (Envelope<?> envelope : cases.values()) {
      ExceptionRaised it = (ExceptionRaised) envelope.event();
      String rep = it.lead() == null ? null : owners.get(it.lead());
      Parts parts = new Parts("none", "none", team(rep), named(rep), week(envelope.time()));
      add("workflow-errors", it.reason().name(), parts, 1, 0);
      add("workflow-errors", null, parts, 1, 0);
    }
  }

  private record Parts(String segment, String source, String team, String rep, String week) {}

  private Parts ofLead(LeadSnapshot lead, Instant at) {
    return parts(lead, at, owners.get(lead.id()));
  }

  private Parts parts(LeadSnapshot lead, Instant at, @Nullable String rep) {
    return new Parts(
        policy.segmentsOf(lead).stream().findFirst().orElse("none"),
        lead.text("source").orElse("none"),
        team(rep),
        named(rep),
        week(at));
  }

  /// The shipped policy names no teams, so that managers stand for them.
  private String team(@Nullable String rep) {
    var known = rep == null ? null : policy.routing().reps().get(rep);
    return named(known == null ? null : known.manager());
  }

  private static String named(@Nullable String name) {
    return name == null ? "none" : name;
  }

  private static String week(Instant at) {
    var day = at.atOffset(ZoneOffset.UTC);
    return "%d-W%02d"
        .formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  private boolean within(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  private <E> Stream<E> all(Class<E> type, Predicate<E> fits) {
    return known.stream()
        .map(Envelope::event)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(fits);
  }

  private void add(String figure, @Nullable String of, Parts parts, long above, long below) {
    for (String key : keys(figure, of, parts)) {
      sum(key).above += above;
      sum(key).below += below;
    }
  }

  private void last(String figure, @Nullable String of, Parts parts, double seconds) {
    keys(figure, of, parts).forEach(key -> sum(key).seconds.add(seconds));
  }

  private Sum sum(String key) {
    return sums.computeIfAbsent(key, _ -> new Sum());
  }

  /// The whole and each part.
  private static List<String> keys(String figure, @Nullable String of, Parts parts) {
    String begin = figure + "|" + (of == null ? "" : of) + "|";
    return List.of(
        begin + "|",
        begin + "segment|" + parts.segment(),
        begin + "source|" + parts.source(),
        begin + "team|" + parts.team(),
        begin + "rep|" + parts.rep(),
        begin + "week|" + parts.week());
  }
}
