package dev.leadline.policy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The promises made to leads.
public record SlaPolicy(List<Target> targets) {
  public SlaPolicy {
    targets = List.copyOf(targets);
  }

  /// A promise: from one thing happening until another, within a budget of working time.
  ///
  /// @param within first match wins; the last matches everything
  public record Target(
      String id,
      Trigger starts,
      Trigger stops,
      Trigger pauses,
      Trigger cancels,
      List<Budget> within,
      Hours hours,
      List<Rung> ladder) {
    public Target {
      within = List.copyOf(within);
      ladder = List.copyOf(ladder);
    }
  }

  /// What moves a clock: any of these.
  ///
  /// @param stages entering one of these; for pausing, being in one of these
  /// @param activities an activity of one of these types
  /// @param events an event of one of these types, by record name in kebab case, such as
  ///   `lead-assigned`
  public record Trigger(Set<String> stages, Set<String> activities, Set<String> events) {
    public static final Trigger NEVER = new Trigger(Set.of(), Set.of(), Set.of());

    public Trigger {
      stages = Ordered.copyOf(stages);
      activities = Ordered.copyOf(activities);
      events = Ordered.copyOf(events);
    }
  }

  /// @param segment the segment's id when the condition is just `segment.<id>`; otherwise null
  /// @param when null means always
  public record Budget(@Nullable String segment, @Nullable Condition when, Duration budget) {}

  /// Whose working time counts.
  public sealed interface Hours {
    record Owner() implements Hours {}

    record Pool() implements Hours {}

    record Always() implements Hours {}

    record Named(String calendar) implements Hours {}
  }

  /// A step of the ladder.
  ///
  /// @param percent of the budget, above 0; 100 is the breach
  /// @param action what is to be done
  public record Rung(int percent, Action action) {
    public Rung {
      if (percent < 1) {
        throw new IllegalArgumentException("Rung at " + percent + "%");
      }
    }
  }

  /// What a rung asks for.
  public sealed interface Action {
    /// @param who `owner`, `manager` or a channel's name
    record Notify(String who) implements Action {}

    record Reassign() implements Action {}

    /// @param who whom to page, such as `on-call`
    record Page(String who) implements Action {}
  }
}
