package dev.leadline.simulator.replay;

import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.scoring.lead.Happening;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.sla.clock.LeadClocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the services know of one lead in a replay.
final class Life {
  final LeadId id;
  @Nullable ScoredLead scored;
  @Nullable Standing staged;
  @Nullable LeadClocks clocks;
  LeadRouting routing;

  /// What scoring was told, for the day on which the lead turns out to be another.
  final List<Happening> told = new ArrayList<>(2);

  /// The leads that ended in this one.
  List<Life> tookIn = List.of();

  /// When time alone is to be looked at; null when it changes nothing.
  final @Nullable Instant[] due = new Instant[Timer.COUNT];

  /// The partition of the topics that has it.
  int partition;

  /// Whether the monitor was told to forget it.
  boolean forgotten;

  Life(LeadId id) {
    this.id = id;
    this.routing = LeadRouting.unknown(id);
  }

  /// Every lead that scoring counts to this one, itself included.
  List<Life> lineage() {
    List<Life> all = new ArrayList<>(List.of(this));
    tookIn.forEach(absorbed -> all.addAll(absorbed.lineage()));
    return all;
  }

  void takeIn(Life absorbed) {
    if (!tookIn.contains(absorbed)) {
      List<Life> more = new ArrayList<>(tookIn);
      more.add(absorbed);
      tookIn = more;
    }
  }
}
