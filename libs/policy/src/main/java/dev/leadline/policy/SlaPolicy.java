package dev.leadline.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The promises made to leads, how people are told of them, and what is promised in sum.
///
/// @param channels by name
/// @param tell the channel by which owners and managers are told; null when they are told by none
/// @param commitments what is to be delivered in each week, month or quarter
public record SlaPolicy(
    List<Target> targets,
    Map<String, Channel> channels,
    @Nullable String tell,
    List<Commitment> commitments) {
  public SlaPolicy {
    targets = List.copyOf(targets);
    channels = Ordered.copyOf(channels);
    commitments = List.copyOf(commitments);
  }

  /// Promises of which nobody is told by a channel.
  public SlaPolicy(List<Target> targets) {
    this(targets, Map.of(), null, List.of());
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

  /// A step of the ladder: at a share of the budget, or a working time after the breach.
  ///
  /// @param percent of the budget, above 0; 100 is the breach
  /// @param after the working time after the breach; zero for a step at a share of the budget
  /// @param action what is to be done
  /// @param repeat how a notification is said again; null when it is said once
  public record Rung(int percent, Duration after, Action action, @Nullable Repeat repeat) {
    public Rung {
      if (percent < 1) {
        throw new IllegalArgumentException("Rung at " + percent + "%");
      }
      if (after.isNegative() || (!after.isZero() && percent != BREACH)) {
        throw new IllegalArgumentException("Rung at " + percent + "% and " + after);
      }
    }

    public Rung(int percent, Action action) {
      this(percent, Duration.ZERO, action, null);
    }

    public static Rung afterBreach(Duration after, Action action) {
      return new Rung(BREACH, after, action, null);
    }

    /// How it is named, such as `50%` or `+PT1H`.
    public String name() {
      return after.isZero() ? percent + "%" : "+" + after;
    }

    /// The working time that a clock has used when it is reached.
    public Duration threshold(Duration budget) {
      return budget.multipliedBy(percent).dividedBy(BREACH).plus(after);
    }
  }

  /// The share of a budget, in percent, at which it is used up.
  public static final int BREACH = 100;

  /// A notification that is said again until somebody acknowledges it or its clock closes.
  ///
  /// @param every by the wall clock
  /// @param times how often after the first time, from 1
  public record Repeat(Duration every, int times) {}

  /// What a rung asks for.
  public sealed interface Action {
    /// @param who `owner`, `manager` or a channel's name
    record Notify(String who) implements Action {}

    record Reassign() implements Action {}

    /// The owner gets no more leads until somebody says otherwise.
    record PauseRep() implements Action {}

    /// @param who whom to page, the name of a channel such as `on-call`
    record Page(String who) implements Action {}
  }

  /// A way to reach people or systems.
  ///
  /// @param url where to send to; null when the kind knows, or needs none
  /// @param secret the key or signing secret; null when the kind needs none
  /// @param to the address of a mail; null for that of the person who is told
  /// @param hours the calendar within whose hours it may be used; null means always. A notification
  ///   outside of them is held until they begin; what is broken stays broken meanwhile
  /// @param group for how long notifications are gathered, to be sent as one; zero means not at all
  /// @param internal whether it may lead to an address inside the own network
  public record Channel(
      String name,
      Kind kind,
      @Nullable Given url,
      @Nullable Given secret,
      @Nullable String to,
      @Nullable String hours,
      Duration group,
      boolean internal) {

    public enum Kind {
      SLACK,
      PAGERDUTY,
      ALERTMANAGER,
      EMAIL,
      WEBHOOK,
      /// A line in the log of the service: where nobody else is to be told.
      LOG
    }
  }

  /// A text that a policy gives, or says where to find.
  public sealed interface Given {
    record Plain(String text) implements Given {}

    /// @param variable of the environment
    record Environment(String variable) implements Given {}

    /// @param path of a file whose content, without surrounding blanks, is the text
    record File(String path) implements Given {}
  }

  /// What is to be delivered in each period.
  ///
  /// @param stage each visit to it counts
  /// @param when which leads count; null means all
  /// @param count how many are promised
  /// @param hours the calendar by whose working time, and in whose zone, the pace is measured
  public record Commitment(
      String id, String stage, @Nullable Condition when, int count, Period per, String hours) {

    public enum Period {
      WEEK,
      MONTH,
      QUARTER
    }
  }
}
