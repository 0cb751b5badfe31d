package dev.leadline.policy;

import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.time.WorkingCalendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A checked policy: every condition compiled, every reference resolved. Immutable and safe for use
/// by many threads.
///
/// @param version the hash of the canonical content, which every decision cites
/// @param catalogue the fields and activities that conditions may name
/// @param taxonomy how sources, media and campaigns are named
/// @param lists named lists of text, as conditions see them under `lists.`
/// @param segments in order; a lead may be in several
/// @param calendars by name; `always` is among them
public record Policy(
    String version,
    Catalogue catalogue,
    Taxonomy taxonomy,
    Map<String, List<String>> lists,
    List<Segment> segments,
    ScoringPolicy scoring,
    LifecyclePolicy lifecycle,
    RoutingPolicy routing,
    SlaPolicy sla,
    Map<String, WorkingCalendar> calendars) {

  public Policy {
    lists = Ordered.copyOfLists(lists);
    segments = List.copyOf(segments);
    calendars = Ordered.copyOf(calendars);
  }

  /// The ids of the segments that a lead is in, in the policy's order. A segment whose condition
  /// needs a field that is not known is not among them.
  public List<String> segmentsOf(LeadSnapshot lead) {
    Facts facts = Facts.of(lead);
    return segments.stream()
        .filter(segment -> segment.when().test(facts).matched())
        .map(Segment::id)
        .toList();
  }

  /// The calendar of that name; throws [IllegalArgumentException] when the policy has none, which
  /// checking excludes for every name inside the policy.
  public WorkingCalendar calendar(String name) {
    return Optional.ofNullable(calendars.get(name))
        .orElseThrow(() ->
            new IllegalArgumentException("Policy " + version + " has no calendar '" + name + "'"));
  }
}
