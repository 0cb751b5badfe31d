package dev.leadline.policy.load;

import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import dev.leadline.policy.Condition;
import dev.leadline.policy.SlaPolicy;
import dev.leadline.policy.SlaPolicy.Action;
import dev.leadline.policy.SlaPolicy.Budget;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.policy.SlaPolicy.Commitment;
import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.policy.SlaPolicy.Repeat;
import dev.leadline.policy.SlaPolicy.Rung;
import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.policy.SlaPolicy.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `sla.yaml`: the promises made to leads.
final class SlaFile {
  static final String NAME = "sla.yaml";

  private static final Pattern ONLY_SEGMENT = Pattern.compile("segment\\.(\\w+)");
  private static final Map<String, Hours> HOURS =
      Map.of("owner", new Hours.Owner(), "pool", new Hours.Pool(), "always", new Hours.Always());
  private static final Set<String> EVENTS =
      EventTypes.records(Event.class)
          .map(record -> kebabCase(record.getSimpleName()))
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<String, Commitment.Period> PERIODS =
      Words.inOrder(
          Map.entry("week", Commitment.Period.WEEK),
          Map.entry("month", Commitment.Period.MONTH),
          Map.entry("quarter", Commitment.Period.QUARTER));

  private final Distinct ids = new Distinct("target");
  private final Distinct commitmentIds = new Distinct("commitment");
  private final Conditions conditions;
  private final Names stages;
  private final Names activities;
  private final Names events = new Names("event", EVENTS, true);
  private final Names hours;
  private final Names calendars;

  private SlaFile(Conditions conditions, Names stages, Names activities, Names calendars) {
    this.conditions = conditions;
    this.stages = stages;
    this.activities = activities;
    this.calendars = calendars;
    Set<String> words = new LinkedHashSet<>(HOURS.keySet());
    words.addAll(calendars.names());
    this.hours = new Names("calendar", words, calendars.complete());
  }

  static SlaPolicy read(
      Value root, Conditions conditions, Names stages, Names activities, Names calendars) {
    SlaFile reader = new SlaFile(conditions, stages, activities, calendars);
    Block file = root.block();
    List<Target> targets =
        file.required("targets").list().stream()
            .map(entry -> reader.target(entry.block()))
            .toList();
    Optional<Value> channelsAt = file.optional("channels");
    Map<String, Channel> channels =
        channelsAt.map(value -> Channels.read(value, calendars)).orElse(Map.of());
    Names known = new Names("channel", channels.keySet(), root);
    SlaPolicy policy =
        new SlaPolicy(
            targets,
            channels,
            file.optional("tell").map(known::reference).orElse(null),
            file.optional("commitments").map(Value::list).orElse(List.of()).stream()
                .map(entry -> reader.commitment(entry.block()))
                .toList());
    file.finish();
    return policy;
  }

  private Target target(Block block) {
    Target target =
        new Target(
            ids.id(block.required("id")),
            trigger(block.required("starts")),
            trigger(block.required("stops")),
            block.optional("pauses").map(this::trigger).orElse(Trigger.NEVER),
            block.optional("cancels").map(this::trigger).orElse(Trigger.NEVER),
            budgets(block.required("within")),
            hours(block.required("hours")),
            ladder(block.optional("ladder").map(Value::list).orElse(List.of())));
    block.finish();
    return target;
  }

  private Trigger trigger(Value value) {
    Block block = value.block();
    Trigger trigger =
        new Trigger(
            names(block.optional("stage"), stages),
            names(block.optional("activity"), activities),
            names(block.optional("event"), events));
    block.finish();
    if (trigger.equals(Trigger.NEVER)) {
      value.error("At least one of 'stage', 'activity', 'event' is needed");
    }
    return trigger;
  }

  private static Set<String> names(Optional<Value> value, Names known) {
    return value.stream()
        .flatMap(given -> given.oneOrMore().stream())
        .map(known::reference)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<Budget> budgets(Value list) {
    List<Value> values = list.list();
    List<Budget> budgets = values.stream().map(value -> budget(value.block())).toList();
    FirstMatch.check(
        "budget", list, values, budgets.stream().map(budget -> budget.when() == null).toList());
    List<MatchOrder.Entry> order = new ArrayList<>();
    for (int i = 0; i < budgets.size(); i++) {
      Budget budget = budgets.get(i);
      order.add(
          new MatchOrder.Entry("Budget " + (i + 1), budget.when(), budget.budget(), values.get(i)));
    }
    MatchOrder.check(order);
    return budgets;
  }

  private Budget budget(Block block) {
    Condition when = conditions.read(block.optional("when"));
    Budget budget =
        new Budget(
            when == null ? null : onlySegment(when.source()),
            when,
            block.required("budget").duration());
    block.finish();
    return budget;
  }

  private static @Nullable String onlySegment(String source) {
    Matcher matcher = ONLY_SEGMENT.matcher(source);
    return matcher.matches() ? matcher.group(1) : null;
  }

  private Hours hours(Value value) {
    String word = hours.reference(value);
    return HOURS.getOrDefault(word, new Hours.Named(word));
  }

  private Commitment commitment(Block block) {
    Commitment commitment =
        new Commitment(
            commitmentIds.id(block.required("id")),
            stages.reference(block.required("stage")),
            conditions.read(block.optional("when")),
            block.required("count").integer(1, 100_000_000),
            block.required("per").choice(PERIODS),
            calendars.reference(block.required("hours")));
    block.finish();
    return commitment;
  }

  private static List<Rung> ladder(List<Value> values) {
    List<Rung> rungs = new ArrayList<>();
    Rung before = new Rung(1, new Action.Reassign());
    for (Value value : values) {
      Block block = value.block();
      Rung place = place(block, before);
      before = place;
      Optional<Repeat> repeat = block.optional("repeat").map(SlaFile::repeat);
      action(block)
          .ifPresent(action ->
              rungs.add(new Rung(place.percent(), place.after(), action, repeat.orElse(null))));
      block.finish();
    }
    return rungs;
  }

  /// Where a rung stands: at a share of the budget, or after the breach. Those after the breach
  /// come last, since where a share of the budget lies among them depends on the budget.
  private static Rung place(Block block, Rung before) {
    Optional<Block.Choice> choice = block.oneOf("at", "after");
    if (choice.isEmpty()) {
      return before;
    }
    Value value = choice.get().value();
    boolean share = choice.get().key().equals("at");
    Rung rung =
        share
            ? new Rung(value.percent(), new Action.Reassign())
            : Rung.afterBreach(value.duration(), new Action.Reassign());
    boolean falls =
        share
            ? !before.after().isZero() || rung.percent() < before.percent()
            : rung.after().compareTo(before.after()) < 0;
    if (falls) {
      value.error("Rung at %s stands after one at %s".formatted(rung.name(), before.name()));
    }
    return rung;
  }

  private static Repeat repeat(Value value) {
    Block block = value.block();
    Repeat repeat =
        new Repeat(block.required("every").duration(), block.required("times").integer(1, 1_000));
    block.finish();
    return repeat;
  }

  private static Optional<Action> action(Block block) {
    return block
        .oneOf("notify", "reassign", "pause-rep", "page")
        .map(choice ->
            switch (choice.key()) {
              case "notify" -> new Action.Notify(choice.value().id());
              case "page" -> new Action.Page(choice.value().id());
              case "pause-rep" -> onlyTrue(choice, new Action.PauseRep());
              default -> onlyTrue(choice, new Action.Reassign());
            });
  }

  private static Action onlyTrue(Block.Choice choice, Action action) {
    if (!choice.value().bool()) {
      choice.value().error("'%s' is true or not there at all".formatted(choice.key()));
    }
    return action;
  }

  /// `LeadAssigned` as policies write it: `lead-assigned`.
  private static String kebabCase(String recordName) {
    return recordName.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
