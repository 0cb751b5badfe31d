package dev.leadline.sla;

import java.util.HashMap;
import java.util.Map;

/// Short promises, and 400 visits to `mql` a month; the gauges of the scorecard look every two
/// seconds.
public final class CommittedPromises extends ShortPromises {
  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    settings.put("leadline.sla.scorecard.every", "2s");
    return settings;
  }

  @Override
  protected String more() {
    return "commitments: [{id: mqls, stage: mql, count: 400, per: month, hours: always}]\n";
  }
}
