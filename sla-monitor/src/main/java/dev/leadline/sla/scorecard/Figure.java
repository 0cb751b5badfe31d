package dev.leadline.sla.scorecard;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The figures of the scorecard. What is said of one here is its definition, for the API, the
/// command line, the documentation and Prometheus alike.
public enum Figure {
  LEADS_CAPTURED(
      "Leads captured",
      Unit.COUNT,
      Better.MORE,
      Grain.ALL,
      "Persons who made themselves known.",
      "leads captured in the period",
      null),
  SLA_COMPLIANCE(
      "SLA compliance",
      Unit.RATIO,
      Better.MORE,
      Grain.TARGET,
      "Of the promises that were decided, those that were kept. A promise is decided when it is kept,"
          + " or when its budget is used up; one that is still open within its budget counts neither"
          + " way. An answer that is heard of late and was in time takes the breach back.",
      "promises kept in the period within their budget",
      "those, and promises whose budget was used up in the period"),
  FIRST_RESPONSE_MEDIAN(
      "Time to first response, median",
      Unit.SECONDS,
      Better.LESS,
      Grain.ALL,
      "From capture to the first activity of a person that stops a clock of any target, by the wall"
          + " clock, of leads first answered in the period: half were answered faster.",
      null,
      "leads first answered in the period"),
  FIRST_RESPONSE_P90(
      "Time to first response, 90th percentile",
      Unit.SECONDS,
      Better.LESS,
      Grain.ALL,
      "As the median; nine of ten were answered faster.",
      null,
      "leads first answered in the period"),
  STAGE_CONVERSION(
      "Conversion by visit",
      Unit.RATIO,
      Better.MORE,
      Grain.STAGE,
      "Of the visits to a stage that began in the period, those that have gone forward since: to a"
          + " later stage that is no exit. An exit is a stage into which no transition leads without"
          + " a reason; from an exit every way back into the funnel is forward.",
      "visits begun in the period that went forward",
      "visits begun in the period"),
  STAGE_LEAKAGE(
      "Leakage by visit",
      Unit.RATIO,
      Better.LESS,
      Grain.STAGE,
      "Of the visits to a stage that began in the period, those that have gone to an exit or back"
          + " since. What neither went forward nor leaked is still there.",
      "visits begun in the period that went to an exit or back",
      "visits begun in the period"),
  COHORT_CONVERSION(
      "Conversion by cohort",
      Unit.RATIO,
      Better.MORE,
      Grain.STAGE,
      "Of the leads that were captured in the period, those that have ever reached a stage since,"
          + " however often.",
      "leads captured in the period that reached the stage",
      "leads captured in the period"),
  ROUTING_EXCEPTIONS(
      "Routing exceptions",
      Unit.RATIO,
      Better.LESS,
      Grain.ALL,
      "Of the leads that routing decided on, those for which it found nobody at least once.",
      "leads with a failed routing in the period",
      "leads with an assignment or a failed routing in the period"),
  ROUTING_ACCURACY(
      "Routing accuracy",
      Unit.RATIO,
      Better.MORE,
      Grain.ALL,
      "Of the assignments, those not declined, expired or moved by a person within 7 days of being"
          + " made. One younger than that counts as accurate so far.",
      "assignments of the period that stood for 7 days, or stand",
      "assignments of the period"),
  UNKNOWN_SOURCE_RATE(
      "Unknown-source rate",
      Unit.RATIO,
      Better.LESS,
      Grain.ALL,
      "Of the leads captured, those whose source is `unclassified`: told, and in no list of the"
          + " taxonomy.",
      "leads captured in the period with an unclassified source",
      "leads captured in the period"),
  COMPLETENESS(
      "Data completeness",
      Unit.RATIO,
      Better.MORE,
      Grain.ALL,
      "Of the required fields of the leads captured, those that were known at capture.",
      "required fields known at capture",
      "required fields of the leads captured in the period"),
  DUPLICATE_RATE(
      "Duplicate rate",
      Unit.RATIO,
      Better.LESS,
      Grain.ALL,
      "Of the leads captured, those found since to be another lead.",
      "leads captured in the period and since merged into an older one",
      "leads captured in the period"),
  WORKFLOW_ERRORS(
      "Workflow errors",
      Unit.COUNT,
      Better.LESS,
      Grain.REASON,
      "Cases raised because something between systems went wrong: ILLEGAL_TRANSITION,"
          + " CRM_WRITE_FAILED, POISON_EVENT, POLICY_ERROR, CLOCK_WITHOUT_OWNER, STUCK. A case that is"
          + " raised again counts once. They carry no lead's segment or source.",
      "cases raised in the period",
      null),
  STAGE_AGE_MEDIAN(
      "Lead age by stage, median",
      Unit.SECONDS,
      Better.LESS,
      Grain.STAGE,
      "How long the leads that are in a stage at the end of the period have been there, this visit,"
          + " by the wall clock: half for less.",
      null,
      "leads in the stage at the end of the period"),
  STAGE_AGE_P90(
      "Lead age by stage, 90th percentile",
      Unit.SECONDS,
      Better.LESS,
      Grain.STAGE,
      "As the median; nine of ten for less.",
      null,
      "leads in the stage at the end of the period"),
  COMMITMENT_DELIVERY(
      "Delivered against commitment",
      Unit.RATIO,
      Better.MORE,
      Grain.COMMITMENT,
      "Visits that count towards a commitment of the policy, such as MQLs a month, against what is"
          + " committed for the period: of each week, month or quarter the share of its working time"
          + " that lies in the period. Parts have no commitment of their own, only their count.",
      "visits delivered in the period",
      "visits committed for the period"),
  SOURCED_PIPELINE(
      "Sourced pipeline",
      Unit.COUNT,
      Better.MORE,
      Grain.ALL,
      "Visits to the stage `opportunity` whose lead has a classified source. No event carries the"
          + " amount of an opportunity, so opportunities are counted, not money.",
      "visits to `opportunity` begun in the period with a classified source",
      "visits to `opportunity` begun in the period");

  private final String title;
  private final Unit unit;
  private final Better better;
  private final Grain grain;
  private final String definition;
  private final @Nullable String numerator;
  private final @Nullable String denominator;

  Figure(
      String title,
      Unit unit,
      Better better,
      Grain grain,
      String definition,
      @Nullable String numerator,
      @Nullable String denominator) {
    this.title = title;
    this.unit = unit;
    this.better = better;
    this.grain = grain;
    this.definition = definition;
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /// As the API names it, such as `sla-compliance`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The name of its gauge, such as `leadline.scorecard.sla.compliance.ratio`.
  public String gauge() {
    String name = "leadline.scorecard." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    return switch (unit) {
      case RATIO -> name.endsWith(".rate") ? name.replaceFirst("rate$", "ratio") : name + ".ratio";
      case SECONDS -> name + ".seconds";
      case COUNT -> name;
    };
  }

  public String title() {
    return title;
  }

  public Unit unit() {
    return unit;
  }

  public Better better() {
    return better;
  }

  public Grain grain() {
    return grain;
  }

  public String definition() {
    return definition;
  }

  /// What is counted above the line, in words; null when nothing is.
  public @Nullable String numerator() {
    return numerator;
  }

  /// What is counted below the line, in words; null when nothing is.
  public @Nullable String denominator() {
    return denominator;
  }
}
