package dev.leadline.lifecycle;

import dev.leadline.events.Score;

/// Scores as the stage machine sees them.
public final class Scores {
  public static final Score COLD = new Score(10, 0, 10, "D", false, false);
  public static final Score INTERESTED = new Score(10, 5, 15, "D", false, false);
  public static final Score QUALIFIED = new Score(60, 25, 85, "B", true, false);
  public static final Score HAND_RAISED = new Score(10, 50, 60, "D", true, true);

  private Scores() {}
}
