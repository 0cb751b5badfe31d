package dev.leadline.stack.local;

import dev.leadline.stack.infra.Checkout;
import dev.leadline.stack.infra.Jvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts a process that outlives this one, and that a Ctrl-C or a closed terminal does not reach:
/// it is to stop what it owns in order, not all at once.
final class BackgroundProcess {
  /// Little of it is used, but the first start of a checkout unpacks PostgreSQL, whose archive has
  /// a dictionary of 64 MiB.
  private static final int HEAP_MIB = 256;

  /// With job control on, the shell gives the command a process group of its own.
  private static final String DETACHED =
      "set -m; trap '' HUP; log=$1; shift; \"$@\" >\"$log\" 2>&1 </dev/null & echo $!";

  private BackgroundProcess() {}

  static ProcessHandle supervisor(
      DataDirectory data, Path policy, Map<String, String> environment) {
    List<String> java = Jvm.command(HEAP_MIB);
    java.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dleadline.root=" + Checkout.root(),
            "-cp",
            System.getProperty("java.class.path"),
            Supervisor.class.getName(),
            data.root().toString(),
            policy.toString()));
    return start(java, environment, data.supervisorLog());
  }

  private static ProcessHandle start(
      List<String> command, Map<String, String> environment, Path log) {
    List<String> shell = new ArrayList<>(List.of("bash", "-c", DETACHED, "leadline"));
    shell.add(log.toString());
    shell.addAll(command);
    try {
      ProcessBuilder builder = new ProcessBuilder(shell);
      builder.environment().putAll(environment);
      Process started = builder.start();
      String pid = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return ProcessHandle.of(Long.parseLong(pid.strip()))
          .orElseThrow(
              () -> new StackException("The background process ended at once, see " + log));
    } catch (IOException | NumberFormatException cannotStart) {
      throw new StackException("The background process cannot be started", cannotStart);
    }
  }
}
