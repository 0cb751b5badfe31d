package dev.leadline.policy.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.leadline.events.Activity;
import dev.leadline.events.Score;
import dev.leadline.policy.Catalogue;
import dev.leadline.policy.Catalogue.ActivityType;
import dev.leadline.policy.Catalogue.Field;
import dev.leadline.policy.Segment;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The names that conditions at one place of the policy may use, with their types. Immutable.
public final class Vocabulary {

  /// What `has(lead.x)` is read as, before the name it asks about.
  static final String HAS = "has.";

  private static final CelType TEXT_LIST = ListType.create(SimpleType.STRING);

  private final SortedMap<String, Variable> variables;

  private Vocabulary(SortedMap<String, Variable> variables) {
    this.variables = Collections.unmodifiableSortedMap(variables);
  }

  /// `lead.<field>` and `lists.<id>`, which every condition may use.
  public static Vocabulary of(Catalogue catalogue, Map<String, List<String>> lists) {
    SortedMap<String, Variable> variables = new TreeMap<>();
    catalogue.fields().values().forEach(field -> addField(variables, field));
    lists.forEach((id, entries) ->
        add(variables, Variable.list("lists." + id, TEXT_LIST, new TextList(entries))));
    return new Vocabulary(variables);
  }

  /// Also `segment.<id>`.
  public Vocabulary withSegments(List<Segment> segments) {
    SortedMap<String, Variable> more = new TreeMap<>(variables);
    segments.forEach(segment ->
        add(more, Variable.segment("segment." + segment.id(), SimpleType.BOOL, segment.when())));
    return new Vocabulary(more);
  }

  /// Also `activity.type`, `activity.source` and the properties of that type of activity.
  public Vocabulary withActivity(ActivityType type) {
    SortedMap<String, Variable> more = new TreeMap<>(variables);
    type.properties()
        .forEach((name, valueType) ->
            addOptional(
                more,
                "activity." + name,
                celType(valueType),
                false,
                facts -> property(facts.activity(), name, valueType)));
    add(more, activityText("activity.type", Activity::type));
    add(more, activityText("activity.source", Activity::source));
    return new Vocabulary(more);
  }

  /// Also `score.fit`, `.engagement`, `.total`, `.grade`, `.qualified` and `.handRaised`.
  public Vocabulary withScore() {
    SortedMap<String, Variable> more = new TreeMap<>(variables);
    addScore(more, "fit", SimpleType.INT, score -> (long) score.fit());
    addScore(more, "engagement", SimpleType.INT, score -> (long) score.engagement());
    addScore(more, "total", SimpleType.INT, score -> (long) score.total());
    addScore(more, "grade", SimpleType.STRING, Score::grade);
    addScore(more, "qualified", SimpleType.BOOL, Score::qualified);
    addScore(more, "handRaised", SimpleType.BOOL, Score::handRaised);
    return new Vocabulary(more);
  }

  Map<String, Variable> variables() {
    return variables;
  }

  private static void addField(SortedMap<String, Variable> variables, Field field) {
    addOptional(
        variables,
        "lead." + field.name(),
        celType(field.type()),
        field.personal(),
        facts -> typed(field.type(), facts.lead().fields().get(field.name())));
  }

  private static void addScore(
      SortedMap<String, Variable> variables,
      String name,
      CelType type,
      Function<Score, Object> part) {
    addOptional(
        variables,
        "score." + name,
        type,
        false,
        facts -> facts.score() == null ? null : part.apply(facts.score()));
  }

  private static Variable activityText(String name, Function<Activity, String> part) {
    return new Variable(
        name,
        SimpleType.STRING,
        false,
        facts -> facts.activity() == null ? null : part.apply(facts.activity()));
  }

  /// A variable that may be asked for with `has`.
  private static void addOptional(
      SortedMap<String, Variable> variables,
      String name,
      CelType type,
      boolean personal,
      Variable.Reader reader) {
    add(variables, new Variable(name, type, personal, reader));
    add(
        variables,
        new Variable(HAS + name, SimpleType.BOOL, false, facts -> reader.read(facts) != null));
  }

  private static void add(SortedMap<String, Variable> variables, Variable variable) {
    variables.put(variable.name(), variable);
  }

  private static @Nullable Object property(
      @Nullable Activity activity, String name, Catalogue.Type type) {
    return activity == null ? null : typed(type, activity.properties().get(name));
  }

  /// A value that is not of its declared type counts as not known: senders err, conditions must
  /// not.
  private static @Nullable Object typed(Catalogue.Type type, @Nullable Object value) {
    return switch (type) {
      case TEXT -> value instanceof String ? value : null;
      case INTEGER -> value instanceof Long ? value : null;
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case TEXT_LIST -> value instanceof List<?> ? value : null;
      case DECIMAL ->
          switch (value) {
            case Double number -> number;
            case Long number -> number.doubleValue();
            case null, default -> null;
          };
    };
  }

  private static CelType celType(Catalogue.Type type) {
    return switch (type) {
      case TEXT -> SimpleType.STRING;
      case INTEGER -> SimpleType.INT;
      case DECIMAL -> SimpleType.DOUBLE;
      case BOOLEAN -> SimpleType.BOOL;
      case TEXT_LIST -> TEXT_LIST;
    };
  }
}
