package dev.leadline.sla;

/// Short promises, and 400 visits to `mql` a month.
public final class CommittedPromises extends ShortPromises {
  @Override
  protected String more() {
    return "commitments: [{id: mqls, stage: mql, count: 400, per: month, hours: always}]\n";
  }
}
