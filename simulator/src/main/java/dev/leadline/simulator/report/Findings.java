package dev.leadline.simulator.report;

import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.policy.Policy;
import dev.leadline.policy.Segment;
import dev.leadline.simulator.report.Report.Example;
import dev.leadline.simulator.report.Report.Flow;
import dev.leadline.simulator.report.Report.Table;
import dev.leadline.simulator.report.Report.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is found of lead after lead, and the tables that it comes to.
final class Findings {
  private static final int EXAMPLES_A_MOVE = 2;
  private static final int MOST_EXAMPLES = 12;
  private static final String NONE = "none";
  private static final String SUPPRESSED = "suppressed";

  private final Policy policy;
  private final Tally pools = new Tally();
  private final Tally reps = new Tally();
  private final Tally segments = new Tally();
  private final Tally stages = new Tally();
  private final Tally grades = new Tally();
  private final Tally qualified = new Tally();
  private final Tally suppressed = new Tally();
  private final Tally exceptions = new Tally();
  private final Tally budgets = new Tally();
  private final Tally promises = new Tally();
  private final Flows moves = new Flows();
  private final Flows rules = new Flows();
  private final Flows shown = new Flows();
  private final List<Example> examples = new ArrayList<>();
  private int leads;
  private long decisionsBefore;
  private long decisionsAfter;
  private int unchanged;
  private int moved;
  private int staged;
  private int scored;

  /// @param policy whose segments, stages and pools order the tables
  Findings(Policy policy) {
    this.policy = policy;
  }

  /// A lead as it was and as it would be.
  ///
  /// @param lead what is known of it; null when it was forgotten
  void add(LeadId id, Tale was, Tale is, @Nullable LeadSnapshot lead) {
    leads++;
    decisionsBefore += was.decisions();
    decisionsAfter += is.decisions();
    unchanged += was.print() == is.print() && was.decisions() == is.decisions() ? 1 : 0;
    staged += was.stages().equals(is.stages()) ? 0 : 1;
    scored += Objects.equals(was.score(), is.score()) ? 0 : 1;
    stages.count(was.stages(), is.stages());
    exceptions.count(was.exceptions(), is.exceptions());
    grades.count(grade(was.score()), grade(is.score()));
    qualified.count(qualification(was.score()), qualification(is.score()));
    budgets.count(budget(was), budget(is));
    promises.count(kept(was), kept(is));
    placed(id, was, is, lead);
  }

  private void placed(LeadId id, Tale was, Tale is, @Nullable LeadSnapshot lead) {
    Placement before = was.placement();
    Placement after = is.placement();
    if (before == null && after == null) {
      return;
    }
    pools.count(where(before), where(after));
    reps.count(owner(before), owner(after));
    suppressed.count(suppression(before), suppression(after));
    String segment = segment(lead);
    segments.count(owner(before) == null ? null : segment, owner(after) == null ? null : segment);
    if (!Objects.equals(before, after)) {
      moved++;
      rules.add(rule(before), rule(after));
      if (!where(before).equals(where(after))) {
        moves.add(where(before), where(after));
        show(id, was, is);
      }
    }
  }

  private void show(LeadId id, Tale was, Tale is) {
    String from = where(was.placement());
    String to = where(is.placement());
    if (examples.size() < MOST_EXAMPLES && shown.add(from, to) <= EXAMPLES_A_MOVE) {
      examples.add(
          new Example(
              id.toString(),
              from,
              to,
              owner(was.placement()),
              owner(is.placement()),
              Sentences.of(was.explained()),
              Sentences.of(is.explained())));
    }
  }

  Totals totals(
      @Nullable String from, @Nullable String until, long events, int leftOut, long untold) {
    return new Totals(
        from,
        until,
        events,
        leads,
        leftOut,
        untold,
        decisionsBefore,
        decisionsAfter,
        unchanged,
        moved,
        staged,
        scored);
  }

  List<Table> tables() {
    return List.of(
        pools.table(
            "pools",
            "Where leads end",
            "The last place that routing gave each lead.",
            List.copyOf(policy.routing().pools().keySet())),
        reps.table(
            "reps",
            "Who gets the leads",
            "The last owner of each lead.",
            List.copyOf(policy.routing().reps().keySet())),
        segments.table(
            "segments",
            "Leads with an owner, by segment",
            "The first segment that each lead is in.",
            policy.segments().stream().map(Segment::id).toList()),
        suppressed.table(
            "suppressions",
            "Kept back",
            "Leads that go to nobody, by the rule that says so.",
            List.of()),
        stages.table(
            "stages",
            "Stages reached",
            "Leads that were ever in the stage.",
            policy.lifecycle().stages()),
        grades.table("grades", "Grades", "The last grade of each lead.", List.of()),
        qualified.table(
            "qualified", "Qualified at last", "By the last score of each lead.", List.of()),
        budgets.table(
            "budgets", "Time promised", "The first promise made to each lead.", List.of()),
        promises.table("promises", "Promises", "What became of them.", List.of("kept", "broken")),
        exceptions.table(
            "exceptions", "Exceptions", "Leads about which one was raised.", List.of()));
  }

  List<Flow> moves() {
    return moves.mostFirst();
  }

  List<Flow> rules() {
    return rules.mostFirst();
  }

  List<Example> examples() {
    return examples;
  }

  private String segment(@Nullable LeadSnapshot lead) {
    return lead == null ? NONE : policy.segmentsOf(lead).stream().findFirst().orElse(NONE);
  }

  private static String where(@Nullable Placement placement) {
    return placement == null ? Placement.NOWHERE : placement.where();
  }

  private static @Nullable String owner(@Nullable Placement placement) {
    return placement == null ? null : placement.owner();
  }

  private static String rule(@Nullable Placement placement) {
    String rule = placement == null ? null : placement.rule();
    return rule == null ? NONE : rule;
  }

  private static @Nullable String suppression(@Nullable Placement placement) {
    return placement != null && placement.where().equals(SUPPRESSED) ? placement.rule() : null;
  }

  private static @Nullable String grade(@Nullable Score score) {
    return score == null ? null : score.grade();
  }

  private static @Nullable String qualification(@Nullable Score score) {
    return score == null ? null : score.qualified() ? "qualified" : "not qualified";
  }

  private static @Nullable String budget(Tale tale) {
    Tale.Promise promise = tale.promise();
    return promise == null
        ? null
        : promise.target() + " within " + Sentences.duration(promise.budget());
  }

  private static @Nullable String kept(Tale tale) {
    if (tale.promise() == null) {
      return null;
    }
    return tale.breached() ? "broken" : tale.met() ? "kept" : "open or cancelled";
  }
}
