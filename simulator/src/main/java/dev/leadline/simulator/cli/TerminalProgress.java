package dev.leadline.simulator.cli;

import java.io.PrintStream;
import java.util.Locale;

/// How far a simulation is, on one line of a terminal.
final class TerminalProgress extends Progress {
  private static final int WIDTH = 40;
  private static final int EVENTS_A_LOOK = 10_000;

  private final PrintStream out;

  TerminalProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  void recorded(long events, boolean all) {
    if (all) {
      out.println("\rrecording " + events + " events");
    } else if (events % EVENTS_A_LOOK == 0) {
      out.print("\rrecording " + events + " events");
      out.flush();
    }
  }

  @Override
  void simulated(int percent, boolean all) {
    int filled = percent * WIDTH / 100;
    out.printf(
        Locale.ROOT,
        "\rsimulating [%s%s] %3d %%",
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        percent);
    if (all) {
      out.println();
    }
    out.flush();
  }
}
