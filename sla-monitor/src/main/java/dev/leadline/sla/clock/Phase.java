package dev.leadline.sla.clock;

/// Where a clock is in its life. Being breached is no phase: a breached clock goes on counting.
public enum Phase {
  RUNNING,
  PAUSED,
  MET,
  CANCELLED;

  public boolean closed() {
    return this == MET || this == CANCELLED;
  }
}
