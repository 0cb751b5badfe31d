package dev.leadline.lifecycle.application;

import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.stage.Visit;
import java.util.List;

/// The visits of a lead, for people to read.
public interface StageHistory {

  /// Every visit, earliest first; empty when the lead is not known.
  List<Visit> of(LeadId lead);
}
