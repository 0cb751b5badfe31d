package dev.leadline.sla.clock;

import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.StageEntered;
import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.policy.SlaPolicy.Trigger;
import dev.leadline.sla.wire.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells, without reading an event, whether a clock of this policy may be moved by it. Most events
/// of the system move none, and are only kept for the timeline.
public final class Interest {
  private static final Set<String> ALWAYS =
      Stream.of(
              LeadAssigned.class,
              LeadQueued.class,
              RoutingFailed.class,
              AssignmentDeclined.class,
              AssignmentExpired.class,
              LeadsMerged.class,
              LeadErased.class)
          .map(type -> EventTypes.nameOf(type.<Event>asSubclass(Event.class)))
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<String, String> KEBABS = new ConcurrentHashMap<>();

  private final Set<String> types;
  private final boolean everyStage;
  private final Set<String> stages;
  private final Set<String> activities;

  private Interest(
      Set<String> types, boolean everyStage, Set<String> stages, Set<String> activities) {
    this.types = types;
    this.everyStage = everyStage;
    this.stages = stages;
    this.activities = activities;
  }

  public static Interest of(Policy policy) {
    List<Target> targets = policy.sla().targets();
    Set<String> stages = new HashSet<>(names(targets, Trigger::stages));
    policy.sla().commitments().forEach(commitment -> stages.add(commitment.stage()));
    return new Interest(
        types(names(targets, Trigger::events)),
        targets.stream()
            .map(Target::pauses)
            .anyMatch(pause -> !pause.activities().isEmpty() || !pause.events().isEmpty()),
        Set.copyOf(stages),
        names(targets, Trigger::activities));
  }

  /// @param type as `ce_type` names it
  /// @param json the event as it came; it is searched for the names that matter and not decoded
  public boolean in(String type, byte[] json) {
    return ALWAYS.contains(type)
        || types.contains(type)
        || switch (type) {
          case "dev.leadline.StageEntered" -> everyStage || movesAStage(JsonObject.of(json));
          case "dev.leadline.ActivityRecorded" ->
              JsonObject.of(json)
                  .object("activity")
                  .flatMap(activity -> activity.text("type"))
                  .filter(activities::contains)
                  .isPresent();
          default -> false;
        };
  }

  /// The same of an event that was read already.
  public boolean in(Event event) {
    String type = EventTypes.nameOf(event);
    return ALWAYS.contains(type)
        || types.contains(type)
        || switch (event) {
          case StageEntered entered ->
              everyStage || stages.contains(entered.stage()) || left(entered);
          case ActivityRecorded recorded -> activities.contains(recorded.activity().type());
          default -> false;
        };
  }

  private boolean left(StageEntered entered) {
    return entered.from() != null && stages.contains(entered.from());
  }

  /// Leaving a stage matters as much as entering it.
  private boolean movesAStage(JsonObject entered) {
    return entered.text("stage").filter(stages::contains).isPresent()
        || entered.text("from").filter(stages::contains).isPresent();
  }

  /// The name by which a trigger calls a type: `lead-assigned` for `dev.leadline.LeadAssigned`.
  public static String kebab(String type) {
    return KEBABS.computeIfAbsent(type, Interest::spelled);
  }

  private static String spelled(String type) {
    return type.substring(type.lastIndexOf('.') + 1)
        .replaceAll("(?<!^)([A-Z])", "-$1")
        .toLowerCase(java.util.Locale.ROOT);
  }

  private static Set<String> types(Set<String> kebabs) {
    return EventTypes.records(Event.class)
        .map(EventTypes::nameOf)
        .filter(type -> kebabs.contains(kebab(type)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> names(List<Target> targets, Function<Trigger, Set<String>> part) {
    return targets.stream()
        .flatMap(
            target -> Stream.of(target.starts(), target.stops(), target.pauses(), target.cancels()))
        .flatMap(trigger -> part.apply(trigger).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
