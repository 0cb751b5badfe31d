package dev.leadline.policy.load;

import dev.leadline.policy.Condition;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.FitRule;
import dev.leadline.policy.ScoringPolicy.HandRaise;
import dev.leadline.policy.ScoringPolicy.Limit;
import dev.leadline.policy.ScoringPolicy.Limits;
import dev.leadline.policy.ScoringPolicy.Qualify;
import dev.leadline.policy.ScoringPolicy.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `scoring.yaml`: what leads are worth.
final class ScoringFile {
  static final String NAME = "scoring.yaml";

  private static final int MOST_POINTS = 1_000;

  private final Distinct models = new Distinct("scoring model");
  private final Distinct rules = new Distinct("scoring rule");
  private final Conditions fitConditions;
  private final ActivityConditions activities;

  private ScoringFile(Conditions fitConditions, ActivityConditions activities) {
    this.fitConditions = fitConditions;
    this.activities = activities;
  }

  static ScoringPolicy read(
      Value root, Conditions fitConditions, ActivityConditions activityConditions) {
    return new ScoringFile(fitConditions, activityConditions).policy(root.block());
  }

  private ScoringPolicy policy(Block file) {
    Limits limits = limits(file.required("limits").block());
    ScoringGroups groups = ScoringGroups.read(file.optional("groups"));
    ScoringPolicy alone =
        new ScoringPolicy(
            models.id(file.required("model")),
            limits,
            fit(file.required("fit"), groups),
            engagement(file.required("engagement"), groups),
            Grades.read(file.required("grades").block()),
            qualify(file.required("qualify").block(), limits),
            handRaises(file.optional("hand-raises")).orElse(List.of()),
            List.of(),
            groups.caps());
    List<Variant> variants =
        file.optional("models").stream()
            .flatMap(given -> blocks(given).stream())
            .map(block -> variant(block, alone, groups))
            .toList();
    file.finish();
    ScoringPolicy policy = with(alone, variants);
    groups.warnUnused(policy.models(), "No rule");
    return policy;
  }

  private static ScoringPolicy with(ScoringPolicy model, List<Variant> variants) {
    return new ScoringPolicy(
        model.model(),
        model.limits(),
        model.fit(),
        model.engagement(),
        model.grades(),
        model.qualify(),
        model.handRaises(),
        variants,
        model.groups());
  }

  /// A model that says what it does otherwise; the rest is as in the model of the file.
  private Variant variant(Block block, ScoringPolicy base, ScoringGroups baseGroups) {
    String name = models.id(block.required("model"));
    Condition when = fitConditions.read(block.required("when"));
    Limits limits =
        block.optional("limits").map(given -> limits(given.block())).orElse(base.limits());
    ScoringGroups groups = baseGroups.with(block.optional("groups"));
    Map<String, Integer> grades =
        block.optional("grades").map(given -> Grades.read(given.block())).orElse(base.grades());
    Optional<Value> qualifyAt = block.optional("qualify");
    Qualify qualify = qualifyAt.map(given -> qualify(given.block(), limits)).orElse(base.qualify());
    if (qualifyAt.isEmpty() && qualify.enter() > limits.total()) {
      block
          .place()
          .error(
              "No lead can reach the %d points of the first model: 'limits' ends the total at %d"
                  .formatted(qualify.enter(), limits.total()));
    }
    ScoringPolicy model =
        new ScoringPolicy(
            name,
            limits,
            block.optional("fit").map(given -> fit(given, groups)).orElse(base.fit()),
            block
                .optional("engagement")
                .map(given -> engagement(given, groups))
                .orElse(base.engagement()),
            grades,
            qualify,
            handRaises(block.optional("hand-raises")).orElse(base.handRaises()),
            List.of(),
            groups.caps());
    block.finish();
    groups.warnUnused(List.of(model), "No rule of model '" + name + "'");
    return new Variant(when, model);
  }

  private static List<Block> blocks(Value list) {
    return list.list().stream().map(Value::block).toList();
  }

  private static Limits limits(Block block) {
    Limits limits =
        new Limits(
            cap(block.required("total")),
            cap(block.required("fit")),
            cap(block.required("engagement")));
    block.finish();
    return limits;
  }

  static int cap(Value value) {
    return value.integer(1, MOST_POINTS);
  }

  private static int points(Value value) {
    return value.integer(-MOST_POINTS, MOST_POINTS);
  }

  private List<FitRule> fit(Value rules, ScoringGroups groups) {
    return blocks(rules).stream().map(block -> fitRule(block, groups)).toList();
  }

  private FitRule fitRule(Block block, ScoringGroups groups) {
    FitRule rule =
        new FitRule(
            rules.id(block.required("id")),
            fitConditions.read(block.required("when")),
            points(block.required("points")),
            groups.of("fit", block.optional("group")));
    block.finish();
    return rule;
  }

  private List<EngagementRule> engagement(Value rules, ScoringGroups groups) {
    return blocks(rules).stream().map(block -> engagementRule(block, groups)).toList();
  }

  private EngagementRule engagementRule(Block block, ScoringGroups groups) {
    String id = rules.id(block.required("id"));
    String on = activities.types().reference(block.required("on"));
    Condition when = activities.of(on).read(block.optional("when"));
    EngagementRule rule =
        new EngagementRule(
            id,
            on,
            when,
            points(block.required("points")),
            block.optional("limit").map(limit -> limit(limit.block())).orElse(null),
            block.optional("cap").map(ScoringFile::cap).orElse(null),
            decay(block.optional("decay")),
            groups.of("engagement", block.optional("group")));
    block.finish();
    return rule;
  }

  private Optional<List<HandRaise>> handRaises(Optional<Value> value) {
    return value.map(given -> blocks(given).stream().map(this::handRaise).toList());
  }

  private HandRaise handRaise(Block block) {
    String id = rules.id(block.required("id"));
    String on = activities.types().reference(block.required("on"));
    HandRaise handRaise =
        new HandRaise(
            id,
            on,
            activities.of(on).read(block.optional("when")),
            block.optional("holds").map(Value::duration).orElse(HandRaise.HOLDS));
    block.finish();
    return handRaise;
  }

  private static Limit limit(Block block) {
    Limit limit =
        new Limit(
            block.required("times").integer(1, MOST_POINTS), block.required("per").duration());
    block.finish();
    return limit;
  }

  private static Decay decay(Optional<Value> value) {
    Optional<Block.Choice> choice =
        value.flatMap(given -> {
          Block block = given.block();
          Optional<Block.Choice> kind = block.oneOf("half-life", "linear");
          block.finish();
          return kind;
        });
    if (choice.isEmpty()) {
      return new Decay.None();
    }
    Value period = choice.get().value();
    return choice.get().key().equals("linear")
        ? new Decay.Linear(period.duration())
        : new Decay.HalfLife(period.duration());
  }

  private static Qualify qualify(Block block, Limits limits) {
    Value enterAt = block.required("enter");
    Value leaveAt = block.required("leave");
    int enter = points(enterAt);
    int leave = points(leaveAt);
    block.finish();
    if (enter > limits.total()) {
      enterAt.error(
          "No lead can reach %d points: 'limits' ends the total at %d"
              .formatted(enter, limits.total()));
    }
    if (leave > enter) {
      leaveAt.error("A lead would leave at %d points, above 'enter' at %d".formatted(leave, enter));
      return new Qualify(enter, enter);
    }
    if (leave == enter && !leaveAt.isAbsent()) {
      leaveAt.warning(
          "A lead at about %d points would qualify and fall back again and again: 'leave' ought to be lower than 'enter'"
              .formatted(enter));
    }
    return new Qualify(enter, leave);
  }
}
