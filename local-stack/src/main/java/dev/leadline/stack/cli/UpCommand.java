package dev.leadline.stack.cli;

import dev.leadline.stack.local.LocalStack;
import dev.leadline.stack.local.StackException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts the stack.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts PostgreSQL, Kafka and the five services on this machine, building first what is stale.",
      "Prints links and the access token, then follows the log; Ctrl-C stops everything."
    },
    footer = {
      "",
      "Each port is moved by an environment variable: LEADLINE_POSTGRES_PORT, LEADLINE_KAFKA_PORT,",
      "LEADLINE_INTAKE_PORT, LEADLINE_SCORING_PORT, LEADLINE_LIFECYCLE_PORT, LEADLINE_ROUTING_PORT,",
      "LEADLINE_SLA_MONITOR_PORT, LEADLINE_PROMETHEUS_PORT, LEADLINE_ALERTMANAGER_PORT,",
      "LEADLINE_GRAFANA_PORT.",
      "",
      "LEADLINE_SERVICE_JAVA_OPTIONS are the options of the services' JVMs, by default",
      "-XX:TieredStopAtLevel=1: a start of half a minute. With -XX:+TieredCompilation it takes",
      "half as long again, and after some minutes of load a lead costs about half: the way",
      "'bench leads' starts them."
    })
final class UpCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(names = "--detach", description = "return when all is ready and leave it running")
  private boolean detach;

  @Option(
      names = "--observe",
      description =
          "start Prometheus, Alertmanager and Grafana beside it, where they are installed")
  private boolean observe;

  @Override
  public void run() {
    LocalStack stack = observe ? data.stack().observed() : data.stack();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean started = stack.up();
    if (!started) {
      err.println(
          "It was already running."
              + (observe ? " To watch it, stop it first: './leadline down'." : ""));
    }
    out.print(StatusText.of(stack.status()));
    out.flush();
    if (started && !detach) {
      err.println("Ctrl-C stops everything.");
      follow(stack, err);
    }
  }

  private static void follow(LocalStack stack, PrintWriter err) {
    try (var _ = stack.lease()) {
      stack.follow(err::println);
    }
    throw new StackException("The stack has been stopped");
  }
}
