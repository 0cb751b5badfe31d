package dev.leadline.policy.load;

import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import dev.leadline.policy.Condition;
import dev.leadline.policy.SlaPolicy;
import dev.leadline.policy.SlaPolicy.Action;
import dev.leadline.policy.SlaPolicy.Budget;
import dev.leadline.policy.SlaPolicy.Hours;
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

  private final Distinct ids = new Distinct("target");
  private final Conditions conditions;
  private final Names stages;
  private final Names activities;
  private final Names events = new Names("event", EVENTS, true);
  private final Names hours;

  private SlaFile(Conditions conditions, Names stages, Names activities, Names calendars) {
    this.conditions = conditions;
    this.stages = stages;
    this.activities = activities;
    Set<String> words = new LinkedHashSet<>(HOURS.keySet());
    words.addAll(calendars.names());
    this.hours = new Names("calendar", words, calendars.complete());
  }

  static SlaPolicy read(
      Value root, Conditions conditions, Names stages, Names activities, Names calendars) {
    SlaFile reader = new SlaFile(conditions, stages, activities, calendars);
    Block file = root.block();
    SlaPolicy policy =
        new SlaPolicy(
            file.required("targets").list().stream()
                .map(entry -> reader.target(entry.block()))
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

  private static List<Rung> ladder(List<Value> values) {
    int before = 0;
    List<Rung> rungs = new ArrayList<>();
    for (Value value : values) {
      Block block = value.block();
      Value at = block.required("at");
      int percent = at.percent();
      if (percent < before) {
        at.error("Rung at %d%% stands after one at %d%%".formatted(percent, before));
      }
      before = percent;
      action(block).ifPresent(action -> rungs.add(new Rung(percent, action)));
      block.finish();
    }
    return rungs;
  }

  private static Optional<Action> action(Block block) {
    return block
        .oneOf("notify", "reassign", "page")
        .map(choice ->
            switch (choice.key()) {
              case "notify" -> new Action.Notify(choice.value().id());
              case "page" -> new Action.Page(choice.value().id());
              default -> reassign(choice.value());
            });
  }

  private static Action reassign(Value value) {
    if (!value.bool()) {
      value.error("'reassign' is true or not there at all");
    }
    return new Action.Reassign();
  }

  /// `LeadAssigned` as policies write it: `lead-assigned`.
  private static String kebabCase(String recordName) {
    return recordName.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
