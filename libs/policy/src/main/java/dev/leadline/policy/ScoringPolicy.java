package dev.leadline.policy;

import dev.leadline.events.LeadSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How leads are scored: a model, and those that take its place for a part of the leads.
///
/// @param model the name of the model
/// @param limits the caps by score and total, in points
/// @param grades the least fit of each grade, best first, such as A 75, B 50, C 25; below the last
///   it is D
/// @param handRaises what asks to be contacted and so qualifies whatever the score
/// @param variants other models, in order; the first whose condition holds scores the lead
/// @param groups the most that the rules of each group may come to together, in points; a group is
///   part of one score, whose own cap comes after
public record ScoringPolicy(
    String model,
    Limits limits,
    List<FitRule> fit,
    List<EngagementRule> engagement,
    Map<String, Integer> grades,
    Qualify qualify,
    List<HandRaise> handRaises,
    List<Variant> variants,
    Map<String, Integer> groups) {
  public ScoringPolicy {
    fit = List.copyOf(fit);
    engagement = List.copyOf(engagement);
    grades = Ordered.copyOf(grades);
    handRaises = List.copyOf(handRaises);
    variants = List.copyOf(variants);
    groups = Ordered.copyOf(groups);
  }

  /// The one model of a policy that has neither variants nor groups.
  public ScoringPolicy(
      String model,
      Limits limits,
      List<FitRule> fit,
      List<EngagementRule> engagement,
      Map<String, Integer> grades,
      Qualify qualify,
      List<HandRaise> handRaises) {
    this(model, limits, fit, engagement, grades, qualify, handRaises, List.of(), Map.of());
  }

  /// The ids of the rules that say they are in a group, by group; those of fit first.
  public Map<String, List<String>> rulesByGroup() {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    fit.forEach(rule -> addTo(rules, rule.group(), rule.id()));
    engagement.forEach(rule -> addTo(rules, rule.group(), rule.id()));
    return rules;
  }

  private static void addTo(Map<String, List<String>> rules, @Nullable String group, String rule) {
    if (group != null) {
      rules.computeIfAbsent(group, _ -> new ArrayList<>()).add(rule);
    }
  }

  /// The model that scores a lead. A variant whose condition needs a field that is not known does
  /// not.
  public ScoringPolicy modelOf(LeadSnapshot lead) {
    if (variants.isEmpty()) {
      return this;
    }
    Facts facts = Facts.of(lead);
    return variants.stream()
        .filter(variant -> variant.when().test(facts).matched())
        .map(Variant::model)
        .findFirst()
        .orElse(this);
  }

  /// Every model: this one, then the variants in order.
  public List<ScoringPolicy> models() {
    return Stream.concat(Stream.of(this), variants.stream().map(Variant::model)).toList();
  }

  /// A model for a part of the leads, such as a segment or those who want one product.
  ///
  /// @param when may name `lead.`, `segment.` and `lists.`
  /// @param model has no variants of its own
  public record Variant(Condition when, ScoringPolicy model) {
    public Variant {
      if (!model.variants().isEmpty()) {
        throw new IllegalArgumentException("Model '" + model.model() + "' has variants");
      }
    }
  }

  public record Limits(int total, int fit, int engagement) {}

  /// Points for who a lead is.
  ///
  /// @param group the group that it is in; null means none
  public record FitRule(String id, Condition when, int points, @Nullable String group) {

    /// A rule in no group.
    public FitRule(String id, Condition when, int points) {
      this(id, when, points, null);
    }
  }

  /// Points for what a lead did.
  ///
  /// @param on the activity type
  /// @param when null means every such activity
  /// @param limit null means no limit
  /// @param cap the most that this rule may add, in points; null means no cap
  /// @param group the group that it is in; null means none
  public record EngagementRule(
      String id,
      String on,
      @Nullable Condition when,
      int points,
      @Nullable Limit limit,
      @Nullable Integer cap,
      Decay decay,
      @Nullable String group) {

    /// A rule in no group.
    public EngagementRule(
        String id,
        String on,
        @Nullable Condition when,
        int points,
        @Nullable Limit limit,
        @Nullable Integer cap,
        Decay decay) {
      this(id, on, when, points, limit, cap, decay, null);
    }
  }

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

  /// An activity that qualifies by itself, for a while.
  ///
  /// @param when null means every such activity
  /// @param holds how long the hand stays up
  public record HandRaise(String id, String on, @Nullable Condition when, Duration holds) {
    /// How long a hand stays up where the policy does not say.
    public static final Duration HOLDS = Duration.ofDays(30);

    public HandRaise {
      if (!holds.isPositive()) {
        throw new IllegalArgumentException("Hand-raise '" + id + "' holds " + holds);
      }
    }

    public HandRaise(String id, String on, @Nullable Condition when) {
      this(id, on, when, HOLDS);
    }
  }
}
