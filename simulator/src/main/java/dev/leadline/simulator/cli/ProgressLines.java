package dev.leadline.simulator.cli;

import java.io.PrintStream;

/// How far a simulation is, for the process that started it: a line `recorded EVENTS` or `simulated
/// PERCENT` whenever there is something new to say.
final class ProgressLines extends Progress {
  private static final int EVENTS_A_LINE = 1_000;

  private final PrintStream out;

  ProgressLines(PrintStream out) {
    this.out = out;
  }

  @Override
  void recorded(long events, boolean all) {
    if (all || events % EVENTS_A_LINE == 0) {
      say("recorded " + events);
    }
  }

  @Override
  void simulated(int percent, boolean all) {
    say("simulated " + percent);
  }

  private void say(String line) {
    out.print(line + "\n");
    out.flush();
  }
}
