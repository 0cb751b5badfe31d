package dev.leadline.scoring;

import dev.leadline.events.Reason;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.FitRule;
import dev.leadline.policy.ScoringPolicy.HandRaise;
import dev.leadline.policy.ScoringPolicy.Limit;
import dev.leadline.policy.ScoringPolicy.Limits;
import dev.leadline.policy.ScoringPolicy.Qualify;
import dev.leadline.policy.ScoringPolicy.Variant;
import dev.leadline.policy.load.PolicyLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Builds scoring policies: `aPolicy().fit("big", 25, ...).engagement("page", 8).build()`. Without
/// more said a lead qualifies at 80 and leaves under 60, and no limit is near.
public final class ScoringPolicies {
  private final List<FitRule> fit = new ArrayList<>();
  private final List<EngagementRule> engagement = new ArrayList<>();
  private final List<HandRaise> handRaises = new ArrayList<>();
  private final List<Variant> variants = new ArrayList<>();
  private final Map<String, Integer> grades = new LinkedHashMap<>();
  private final Map<String, Integer> groups = new LinkedHashMap<>();
  private String model = "test";
  private Limits limits = new Limits(10_000, 10_000, 10_000);

  private ScoringPolicies() {
    grades.put("A", 75);
    grades.put("B", 50);
    grades.put("C", 25);
  }

  public static ScoringPolicies aPolicy() {
    return new ScoringPolicies();
  }

  /// The policy that Leadline ships.
  public static Policy shipped() {
    Path root = Path.of(System.getProperty("leadline.root", ".."));
    return switch (PolicyLoader.load(root.resolve("policies/default"))) {
      case PolicyLoad.Loaded loaded -> loaded.policy();
      case PolicyLoad.Rejected rejected -> throw new IllegalStateException(rejected.toString());
    };
  }

  /// A condition on whether a field of the lead is there.
  public static Condition has(String field) {
    return new Asked("has(lead." + field + ")", facts -> facts.lead().fields().containsKey(field));
  }

  public static Condition always() {
    return new Asked("true", _ -> true);
  }

  public ScoringPolicies limits(int total, int fit, int engagement) {
    limits = new Limits(total, fit, engagement);
    return this;
  }

  public ScoringPolicies fit(String id, int points, Condition when) {
    return fit(id, points, when, null);
  }

  public ScoringPolicies fit(String id, int points, Condition when, @Nullable String group) {
    fit.add(new FitRule(id, when, points, group));
    return this;
  }

  public ScoringPolicies group(String id, int cap) {
    groups.put(id, cap);
    return this;
  }

  /// A rule on the activity of its own name, without limit, cap or decay.
  public ScoringPolicies engagement(String id, int points) {
    return engagement(id, points, null, null, new Decay.None());
  }

  public ScoringPolicies engagement(String id, int points, Decay decay) {
    return engagement(id, points, null, null, decay);
  }

  public ScoringPolicies engagement(
      String id, int points, @Nullable Limit limit, @Nullable Integer cap, Decay decay) {
    return engagement(id, points, limit, cap, decay, null);
  }

  public ScoringPolicies engagement(
      String id,
      int points,
      @Nullable Limit limit,
      @Nullable Integer cap,
      Decay decay,
      @Nullable String group) {
    engagement.add(new EngagementRule(id, id, null, points, limit, cap, decay, group));
    return this;
  }

  public ScoringPolicies handRaise(String id, String on) {
    handRaises.add(new HandRaise(id, on, null));
    return this;
  }

  /// Another model for the leads that the condition holds for.
  public ScoringPolicies variant(Condition when, ScoringPolicy model) {
    variants.add(new Variant(when, model));
    return this;
  }

  public ScoringPolicies named(String name) {
    model = name;
    return this;
  }

  public ScoringPolicy build() {
    return new ScoringPolicy(
        model, limits, fit, engagement, grades, new Qualify(80, 60), handRaises, variants, groups);
  }

  /// The shipped policy with this scoring in place of its own, as version `test-1`.
  public Policy inShipped() {
    return inShipped("test-1");
  }

  public Policy inShipped(String version) {
    Policy shipped = shipped();
    return new Policy(
        version,
        shipped.catalogue(),
        shipped.taxonomy(),
        shipped.lists(),
        shipped.segments(),
        build(),
        shipped.lifecycle(),
        shipped.routing(),
        shipped.sla(),
        shipped.calendars());
  }

  private record Asked(String source, Predicate<Facts> holds) implements Condition {
    @Override
    public SortedSet<String> variables() {
      return new TreeSet<>();
    }

    @Override
    public Match test(Facts facts) {
      return holds.test(facts) ? new Match.Matched() : new Match.NotMatched();
    }

    @Override
    public Reason explain(String rule, Facts facts) {
      return holds.test(facts) ? Reason.matched(rule, source) : Reason.notMatched(rule, source);
    }
  }
}
