package dev.leadline.simulator.cli;

/// Tells how far a simulation is.
abstract class Progress {
  private static final int WHOLE = 100;

  private int shown = -1;

  /// So many events are recorded.
  ///
  /// @param all whether there are no more
  abstract void recorded(long events, boolean all);

  /// So much of the recording is simulated; at the end all of it is.
  final void simulated(long done, long total) {
    int percent = total == 0 ? WHOLE : (int) Math.min(WHOLE, done * WHOLE / total);
    if (percent != shown) {
      shown = percent;
      simulated(percent, percent == WHOLE);
    }
  }

  /// So many hundredths are simulated, which is more than was told before.
  ///
  /// @param all whether it is done
  abstract void simulated(int percent, boolean all);
}
