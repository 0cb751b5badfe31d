package dev.leadline.simulator.cli;

import java.io.PrintStream;
import java.util.Locale;

/// How far a simulation is, on one line of a terminal.
final class TerminalProgress implements Progress {
  private static final int WIDTH = 40;
  private static final int WHOLE = 100;
  private static final int EVENTS_A_LOOK = 10_000;

  private final PrintStream out;
  private int shown = -1;

  TerminalProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void recorded(long events, boolean all) {
    if (all) {
      out.println("\rrecording " + events + " events");
    } else if (events % EVENTS_A_LOOK == 0) {
      out.print("\rrecording " + events + " events");
      out.flush();
    }
  }

  @Override
  public void simulated(long done, long total) {
    int percent = Progress.percent(done, total);
    if (percent != shown) {
      shown = percent;
      int filled = percent * WIDTH / 100;
      out.printf(
          Locale.ROOT,
          "\rsimulating [%s%s] %3d %%",
          "#".repeat(filled),
          ".".repeat(WIDTH - filled),
          percent);
      if (percent == WHOLE) {
        out.println();
      }
      out.flush();
    }
  }
}
