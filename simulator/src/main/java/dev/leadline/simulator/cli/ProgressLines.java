package dev.leadline.simulator.cli;

import java.io.PrintStream;

/// How far a simulation is, for the process that started it: a line `recorded EVENTS` or `simulated
/// PERCENT` whenever there is something new to say.
final class ProgressLines implements Progress {
  private static final int EVENTS_A_LINE = 1_000;

  private final PrintStream out;
  private int said = -1;

  ProgressLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void recorded(long events, boolean all) {
    if (all || events % EVENTS_A_LINE == 0) {
      say("recorded " + events);
    }
  }

  @Override
  public void simulated(long done, long total) {
    int percent = Progress.percent(done, total);
    if (percent != said) {
      said = percent;
      say("simulated " + percent);
    }
  }

  private void say(String line) {
    out.print(line + "\n");
    out.flush();
  }
}
