package dev.leadline.stack.infra;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How far a process stands back where several want the same processor: nice(1). The more, the
/// later; it costs nothing where there is enough for all.
public final class Niceness {
  private Niceness() {}

  /// A command that runs another so; it has the pid of the process that results.
  ///
  /// @param nice 1 to 19
  public static List<String> command(int nice, List<String> command) {
    List<String> nicely = new ArrayList<>(List.of("nice", "-n", Integer.toString(nice)));
    nicely.addAll(command);
    return nicely;
  }

  /// Has a running process stand back, and those that it will start. Where the system does not let
  /// it, everything goes on as it was.
  public static void of(ServerProcess process, int nice) {
    try {
      Process renice =
          new ProcessBuilder(
                  "renice", "-n", Integer.toString(nice), "-p", Long.toString(process.pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      renice.waitFor();
    } catch (IOException notHere) {
      // A matter of speed only.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
