package dev.leadline.simulator.replay;

/// What becomes due though nobody asks.
enum Timer {
  /// Scoring looks at a lead whose points fade.
  LOOK(0),
  /// A recycled lead has rested.
  REST(1),
  /// An offer, a wait or a suppression ends.
  ROUTING(2),
  /// A clock reaches a rung of its ladder.
  RUNG(3);

  static final int COUNT = 4;

  private final int slot;

  Timer(int slot) {
    this.slot = slot;
  }

  /// Where a lead keeps it.
  int slot() {
    return slot;
  }
}
