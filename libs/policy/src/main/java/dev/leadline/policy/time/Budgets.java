package dev.leadline.policy.time;

import java.time.Duration;

/// What can be a budget of working time.
final class Budgets {
  private Budgets() {}

  static void check(Duration budget) {
    if (budget.isNegative()) {
      throw new IllegalArgumentException("Budget " + budget + " is negative");
    }
  }
}
