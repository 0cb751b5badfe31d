package dev.leadline.simulator.replay;

import dev.leadline.simulator.history.Service;

/// What becomes due though nobody asks.
enum Timer {
  /// Scoring looks at a lead whose points fade.
  LOOK(0, Service.SCORING),
  /// A recycled lead has rested.
  REST(1, Service.LIFECYCLE),
  /// An offer, a wait or a suppression ends.
  ROUTING(2, Service.ROUTING),
  /// A clock reaches a rung of its ladder.
  RUNG(3, Service.SLA);

  static final int COUNT = 4;

  private final int slot;
  private final Service service;

  Timer(int slot, Service service) {
    this.slot = slot;
    this.service = service;
  }

  /// Who looks at it.
  Service service() {
    return service;
  }

  /// Where a lead keeps it.
  int slot() {
    return slot;
  }
}
