package dev.leadline.scoring.lead;

import dev.leadline.events.LeadId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All that was told of one person: of a lead, and of those that turned out to be it.
///
/// @param lead the one that goes on
/// @param happenings by instant, then by lead; each lead's in the order in which they were told
public record History(LeadId lead, List<Happening> happenings) {
  private static final Comparator<Happening> IN_ORDER =
      Comparator.comparing(Happening::at).thenComparing(Happening::lead);

  public History {
    happenings = happenings.stream().sorted(IN_ORDER).toList();
  }

  /// With more that was told.
  public History with(Collection<Happening> more) {
    List<Happening> all = new ArrayList<>(happenings);
    all.addAll(more);
    return new History(lead, all);
  }

  /// Without what was told of some leads.
  public History without(Set<LeadId> leads) {
    return new History(
        lead, happenings.stream().filter(one -> !leads.contains(one.lead())).toList());
  }

  /// What the history comes to under the decider's policy, at the last of the happenings until an
  /// instant. What is known of the person is what was learned of the lead that goes on; what any of
  /// them did counts. Empty when the lead was not known then.
  public Optional<ScoredLead> replay(ScoringDecider decider, Instant until) {
    List<Happening> seen =
        happenings.stream().filter(happening -> !happening.at().isAfter(until)).toList();
    return seen.stream()
        .filter(this::tellsWhoItIs)
        .map(Happening.Learned.class::cast)
        .findFirst()
        .map(first -> replay(decider, first, seen));
  }

  private ScoredLead replay(ScoringDecider decider, Happening.Learned first, List<Happening> seen) {
    ScoredLead lead = decider.started(first.snapshot(), seen.getFirst().at());
    for (Happening happening : seen) {
      if (happening instanceof Happening.Acted || tellsWhoItIs(happening)) {
        lead = decider.happened(lead, happening).getLast().after();
      }
    }
    return lead;
  }

  private boolean tellsWhoItIs(Happening happening) {
    return happening instanceof Happening.Learned && happening.lead().equals(lead);
  }
}
