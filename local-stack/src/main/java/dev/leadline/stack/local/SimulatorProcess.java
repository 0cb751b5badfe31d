package dev.leadline.stack.local;

import dev.leadline.stack.infra.Checkout;
import dev.leadline.stack.infra.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Runs the simulator, built first when it is stale, with the terminal of this process.
public final class SimulatorProcess {
  /// A million leads take about half of it.
  private static final int HEAP_MIB = 6144;

  private static final String MODULE = "simulator";

  private final Map<String, String> environment;
  private final Consumer<String> progress;

  /// @param progress told in a line each what goes on
  public SimulatorProcess(Map<String, String> environment, Consumer<String> progress) {
    this.environment = environment;
    this.progress = progress;
  }

  /// Where routing keeps the changes of the roster.
  public static String routingDatabase(StackStatus status) {
    String url = status.postgres().url();
    return url.replaceFirst("/[^/?]*(\\?|$)", "/" + Member.ROUTING.database() + "$1");
  }

  /// Runs it to its end.
  ///
  /// @return its exit code
  public int run(List<String> arguments) {
    return ended(start(arguments));
  }

  /// Starts it.
  public Process start(List<String> arguments) {
    return start("dev.leadline.simulator.cli.SimulatorMain", arguments);
  }

  /// Makes up leads and records what the policy decides of them; the same number gives the same
  /// recording.
  ///
  /// @param recording the file that is written; `.gz` compresses it
  /// @throws StackException when that fails
  public void makeUp(Path policy, int leads, Path recording) {
    List<String> arguments =
        List.of(policy.toString(), Integer.toString(leads), recording.toString());
    if (ended(start("dev.leadline.simulator.madeup.MadeUpLeads", arguments)) != 0) {
      throw new StackException("The recording '" + recording + "' cannot be made up; see above");
    }
  }

  private Process start(String main, List<String> arguments) {
    Build build = Build.ofCheckout(environment);
    if (build.isSimulatorStale()) {
      build.runSimulator(buildLog(), progress);
    }
    List<String> command = Jvm.command(HEAP_MIB);
    command.remove("-XX:+UseSerialGC");
    command.addAll(List.of("-XX:+UseParallelGC", "-cp", classPath(), main));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command).inheritIO().start();
    } catch (IOException cannotRun) {
      throw new StackException("The simulator cannot be run: " + cannotRun.getMessage(), cannotRun);
    }
  }

  private static int ended(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("The simulation was interrupted", interrupted);
    }
  }

  /// The class path of the simulator of this checkout.
  static String classPath() {
    Path target = Checkout.root().resolve(MODULE).resolve("target");
    return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
  }

  private static Path buildLog() {
    Path folder = Checkout.root().resolve(MODULE).resolve("target");
    try {
      return Files.createDirectories(folder).resolve("build.log");
    } catch (IOException unwritable) {
      throw new StackException("Folder '" + folder + "' cannot be made", unwritable);
    }
  }
}
