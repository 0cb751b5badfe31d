package dev.leadline.sla.scorecard;

/// Which way is the better one.
public enum Better {
  MORE,
  LESS
}
