package dev.leadline.simulator.cli;

import java.io.PrintStream;
import java.util.Locale;

/// How far a long piece of work is, on one line of a terminal.
final class ProgressBar {
  private static final int WIDTH = 40;

  private final PrintStream out;
  private final String what;
  private final long total;
  private int shown = -1;

  /// @param total of the work; 0 when it is not known
  ProgressBar(PrintStream out, String what, long total) {
    this.out = out;
    this.what = what;
    this.total = total;
  }

  /// So much is done.
  void show(long done) {
    int percent = total == 0 ? 100 : (int) Math.min(100, done * 100 / total);
    if (percent != shown) {
      shown = percent;
      int filled = percent * WIDTH / 100;
      out.printf(
          Locale.ROOT,
          "\r%s [%s%s] %3d %%",
          what,
          "#".repeat(filled),
          ".".repeat(WIDTH - filled),
          percent);
      out.flush();
    }
  }

  void done() {
    show(total);
    out.println();
  }
}
