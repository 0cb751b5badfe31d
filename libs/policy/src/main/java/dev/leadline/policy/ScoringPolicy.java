package dev.leadline.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How leads are scored.
///
/// @param model the name of the model
/// @param limits the caps by group and total, in points
/// @param grades the least fit of each grade, best first, such as A 75, B 50, C 25; below the last
///   it is D
/// @param handRaises what asks to be contacted and so qualifies whatever the score
public record ScoringPolicy(
    String model,
    Limits limits,
    List<FitRule> fit,
    List<EngagementRule> engagement,
    Map<String, Integer> grades,
    Qualify qualify,
    List<HandRaise> handRaises) {
  public ScoringPolicy {
    fit = List.copyOf(fit);
    engagement = List.copyOf(engagement);
    grades = Ordered.copyOf(grades);
    handRaises = List.copyOf(handRaises);
  }

  public record Limits(int total, int fit, int engagement) {}

  /// Points for who a lead is.
  public record FitRule(String id, Condition when, int points) {}

  /// Points for what a lead did.
  ///
  /// @param on the activity type
  /// @param when null means every such activity
  /// @param limit null means no limit
  /// @param cap the most that this rule may add, in points; null means no cap
  public record EngagementRule(
      String id,
      String on,
      @Nullable Condition when,
      int points,
      @Nullable Limit limit,
      @Nullable Integer cap,
      Decay decay) {}

  /// At most `times` awards in any window of length `per`.
  public record Limit(int times, Duration per) {
    public Limit {
      if (times < 1 || !per.isPositive()) {
        throw new IllegalArgumentException("Limit of " + times + " times per " + per);
      }
    }
  }

  /// How points fade.
  public sealed interface Decay {
    record None() implements Decay {}

    /// To nothing, evenly, over a period.
    record Linear(Duration over) implements Decay {}

    /// By half each period.
    record HalfLife(Duration period) implements Decay {}
  }

  /// Hysteresis: qualified from `enter` points of the total, no longer under `leave`.
  public record Qualify(int enter, int leave) {
    public Qualify {
      if (leave > enter) {
        throw new IllegalArgumentException("Qualify leaves at " + leave + ", above " + enter);
      }
    }
  }

  /// An activity that qualifies by itself.
  ///
  /// @param when null means every such activity
  public record HandRaise(String id, String on, @Nullable Condition when) {}
}
