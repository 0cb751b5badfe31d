package dev.leadline.simulator.cli;

/// Told how far a simulation is.
interface Progress {

  /// So many events are recorded.
  ///
  /// @param all whether there are no more
  void recorded(long events, boolean all);

  /// So much of the recording is simulated; at the end all of it is.
  void simulated(long done, long total);

  /// The percent that is done of what is counted; 100 of nothing.
  static int percent(long done, long total) {
    return total == 0 ? 100 : (int) Math.min(100, done * 100 / total);
  }
}
