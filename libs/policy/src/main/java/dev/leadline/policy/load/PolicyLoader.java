package dev.leadline.policy.load;

import dev.leadline.policy.Catalogue;
import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.Segment;
import dev.leadline.policy.SlaPolicy;
import dev.leadline.policy.Taxonomy;
import dev.leadline.policy.cel.Vocabulary;
import dev.leadline.policy.time.WorkingCalendar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reads and checks a policy directory: `fields.yaml`, `taxonomy.yaml`, `lists.yaml`,
/// `segments.yaml`, `scoring.yaml`, `lifecycle.yaml`, `routing.yaml`, `reps.yaml`, `sla.yaml` and
/// `calendars.yaml`. The reference of their keys is docs/policy.md.
public final class PolicyLoader {
  private final Issues issues;
  private final PolicyFiles files;

  private PolicyLoader(PolicyContent content) {
    this.issues = new Issues();
    this.files = new PolicyFiles(content, issues);
  }

  /// The policy of a directory, or everything that is wrong with it. Never throws for what a file
  /// says or for a file that is missing.
  public static PolicyLoad load(Path directory) {
    return load(PolicyContent.of(directory));
  }

  /// The same for files that are at hand.
  public static PolicyLoad load(PolicyContent content) {
    return new PolicyLoader(content).load();
  }

  /// The names of the files that a policy is made of.
  public static List<String> files() {
    return PolicyFiles.NAMES;
  }

  private PolicyLoad load() {
    Value fields = files.root(CatalogueFile.NAME);
    Catalogue catalogue = CatalogueFile.read(fields);
    Map<String, List<String>> lists = ListsFile.read(files.root(ListsFile.NAME));
    boolean namesKnown = isRead(CatalogueFile.NAME) && isRead(ListsFile.NAME);
    Vocabulary ofLeads = Vocabulary.of(catalogue, lists);
    List<Segment> segments =
        SegmentsFile.read(files.root(SegmentsFile.NAME), new Conditions(() -> ofLeads, namesKnown));
    boolean allKnown = namesKnown && isRead(SegmentsFile.NAME);
    Vocabulary vocabulary = ofLeads.withSegments(segments);
    Conditions conditions = new Conditions(() -> vocabulary, allKnown);
    Conditions withScore = new Conditions(vocabulary::withScore, allKnown);

    Value lifecycleRoot = files.root(LifecycleFile.NAME);
    Names stages = LifecycleFile.stages(lifecycleRoot);
    Names activities = new Names("activity", catalogue.activities().keySet(), fields);
    Taxonomy taxonomy = TaxonomyFile.read(files.root(TaxonomyFile.NAME), stages);
    ScoringPolicy scoring =
        ScoringFile.read(
            files.root(ScoringFile.NAME),
            conditions,
            new ActivityConditions(catalogue, activities, () -> vocabulary, allKnown));
    LifecyclePolicy lifecycle = LifecycleFile.read(lifecycleRoot, stages, withScore);

    Value calendarsRoot = files.root(CalendarsFile.NAME);
    Map<String, WorkingCalendar> calendars = CalendarsFile.read(calendarsRoot);
    Names calendarNames = new Names("calendar", calendars.keySet(), calendarsRoot);
    Value repsRoot = files.root(RepsFile.NAME);
    Map<String, Rep> reps = RepsFile.read(repsRoot, calendarNames);
    RoutingPolicy routing =
        RoutingFile.read(
            files.root(RoutingFile.NAME),
            withScore,
            stages,
            reps,
            new Names("rep", reps.keySet(), repsRoot),
            calendars,
            calendarNames);
    SlaPolicy sla =
        SlaFile.read(files.root(SlaFile.NAME), withScore, stages, activities, calendarNames);

    LifecycleChecks.check(lifecycle, lifecycleRoot);
    RoutingChecks.check(routing, files.root(RoutingFile.NAME));
    SourceChecks.check(
        catalogue, AllConditions.of(segments, scoring, lifecycle, routing, sla), fields);

    if (issues.hasErrors()) {
      return new PolicyLoad.Rejected(issues.sorted());
    }
    return new PolicyLoad.Loaded(
        new Policy(
            CanonicalForm.version(files.content()),
            catalogue,
            taxonomy,
            lists,
            segments,
            scoring,
            lifecycle,
            routing,
            sla,
            calendars),
        issues.sorted());
  }

  private boolean isRead(String file) {
    return !files.root(file).isAbsent();
  }
}
