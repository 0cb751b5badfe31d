package dev.leadline.simulator.report;

import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.RoutingFailed;
import dev.leadline.policy.Policy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Follows each lead on both sides and finds what differs. One thread.
public final class Comparison {
  private final Policy after;
  private final Map<LeadId, Pair> leads = new LinkedHashMap<>();
  private final Set<LeadId> leftOut = new TreeSet<>();
  private long events;
  private @Nullable Instant from;
  private @Nullable Instant until;

  /// @param after the policy that is tried; its segments and stages are those of the report
  public Comparison(Policy after) {
    this.after = after;
  }

  private static final class Pair {
    private final Tale before = new Tale();
    private final Tale after = new Tale();
    private @Nullable LeadSnapshot lead;
  }

  /// An event counts for the period of the report.
  public void read(Instant at) {
    events++;
    from = from == null ? at : from;
    until = at;
  }

  /// A lead is decided again from here on.
  public void begins(LeadId lead) {
    leads.computeIfAbsent(lead, _ -> new Pair());
  }

  /// What is known of a lead.
  public void knows(LeadSnapshot lead) {
    Pair pair = leads.get(lead.id());
    if (pair != null && (pair.lead == null || pair.lead.version() < lead.version())) {
      pair.lead = lead;
    }
  }

  /// A decision of the side that is compared with.
  ///
  /// @param complete gives the event with its explanation
  public void before(LeadId lead, Envelope<?> said, Supplier<? extends Event> complete) {
    Pair pair = leads.get(lead);
    if (pair == null) {
      leftOut.add(lead);
      return;
    }
    pair.before.hear(said);
    explain(pair, pair.before, said, complete);
  }

  /// A decision of the policy that is tried.
  public void after(LeadId lead, Envelope<?> said) {
    Pair pair = leads.get(lead);
    if (pair != null) {
      pair.after.hear(said);
      explain(pair, pair.after, said, said::event);
    }
  }

  /// Explanations are large: they are kept of leads that are elsewhere, as far as is known by now.
  private static void explain(
      Pair pair, Tale tale, Envelope<?> said, Supplier<? extends Event> complete) {
    if (!places(said.event())) {
      return;
    }
    if (Objects.equals(pair.before.placement(), pair.after.placement())) {
      pair.before.explain(null);
      pair.after.explain(null);
    } else {
      tale.explain(complete.get());
    }
  }

  private static boolean places(Event event) {
    return event instanceof LeadAssigned
        || event instanceof LeadQueued
        || event instanceof LeadSuppressed
        || event instanceof RoutingFailed;
  }

  /// What differs.
  ///
  /// @param before what the side is called that is compared with
  /// @param policyBefore its policy; null when it is what was recorded
  /// @param untold recorded events that were heard at once because no turn tells when they were
  public Report report(String before, @Nullable String policyBefore, long untold) {
    Findings findings = new Findings(after);
    leads.forEach((id, pair) -> findings.add(id, pair.before, pair.after, pair.lead));
    return new Report(
        before,
        policyBefore,
        after.version(),
        findings.totals(
            from == null ? null : from.toString(),
            until == null ? null : until.toString(),
            events,
            leftOut.size(),
            untold),
        findings.tables(),
        findings.moves(),
        findings.rules(),
        findings.examples());
  }
}
