package dev.leadline.stack.cli;

import dev.leadline.stack.demo.Demo;
import dev.leadline.stack.local.LocalStack;
import dev.leadline.stack.local.Member;
import dev.leadline.stack.local.StackException;
import dev.leadline.stack.local.StackStatus;
import dev.leadline.stack.traffic.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows what Leadline does.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Sends realistic signed traffic from every kind of source and shows what came of it:",
      "into the running stack, or one that it starts and stops."
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = "--leads",
      paramLabel = "N",
      defaultValue = "200",
      description = "how many people (default: ${DEFAULT-VALUE})")
  private int leads;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "20",
      description = "people a second (default: ${DEFAULT-VALUE})")
  private double rate;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    LocalStack stack = data.stack();
    boolean stays = stack.status().state() == StackStatus.State.RUNNING;
    try (var _ = stack.borrow()) {
      out.print(
          new Demo(seen(stack.status()), spec.commandLine().getErr()::println).run(leads, rate));
      out.flush();
    }
    if (!stays) {
      spec.commandLine()
          .getErr()
          .println("Its links answer again after './leadline up'; the leads are kept.");
    }
    return ExitCode.OK;
  }

  private static Demo.Stack seen(StackStatus status) {
    String slaMonitor =
        status
            .service(Member.SLA_MONITOR)
            .map(StackStatus.Service::url)
            .orElseThrow(() -> new StackException("The SLA monitor is not running"));
    String token = status.token();
    if (token == null) {
      throw new StackException("The running stack has no access token");
    }
    return new Demo.Stack(
        status.kafka().bootstrap(),
        status.sources().stream().collect(Collectors.toMap(Source::kind, Function.identity())),
        slaMonitor,
        token);
  }
}
