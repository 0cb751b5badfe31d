package dev.leadline.simulator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A simulator whose report tells how it was run. The policy decides what it does, by its last
/// line: `# wait` until it is ended, `# exit CODE`, or write the report.
public final class SimulatorMain {
  private SimulatorMain() {}

  public static void main(String[] arguments) throws IOException {
    List<String> options = Arrays.asList(arguments);
    List<String> policy = Files.readAllLines(Path.of(after(options, "--policy"), "routing.yaml"));
    System.out.println("recorded " + ProcessHandle.current().pid());
    System.out.println("simulated 42");
    switch (policy.getLast()) {
      case "# wait" -> {
        while (System.in.read() >= 0) {
          // Until it is ended.
        }
      }
      case "# exit 1" -> fail(1);
      case "# exit 3" -> fail(3);
      default -> report(options);
    }
  }

  private static void fail(int code) {
    System.err.println("Something else\nIt is broken\n");
    System.exit(code);
  }

  private static void report(List<String> options) throws IOException {
    String told =
        "%s %s %s %d"
            .formatted(
                String.join(" ", options),
                System.getProperty("java.io.tmpdir"),
                System.getenv("LEADLINE_ROUTING_USER"),
                Runtime.getRuntime().maxMemory() >> 20);
    Files.writeString(Path.of(after(options, "--json")), "{\"told\":\"" + told + "\"}\n");
    Files.writeString(Path.of(after(options, "--html")), "<p>" + told + "</p>\n");
  }

  private static String after(List<String> options, String option) {
    return Objects.requireNonNull(options.get(options.indexOf(option) + 1));
  }
}
