package dev.leadline.stack.cli;

import dev.leadline.stack.bench.StackUnderTest;
import dev.leadline.stack.local.StackException;
import dev.leadline.stack.local.StackStatus;
import dev.leadline.stack.local.StackStatus.State;
import dev.leadline.stack.traffic.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The running stack as a measurement sees it.
final class Measured {
  private Measured() {}

  /// @throws StackException when it does not run as a whole
  static StackUnderTest stack(StackStatus status) {
    if (status.state() != State.RUNNING) {
      throw new StackException(
          "The stack is not running as a whole; './leadline status' tells how it is");
    }
    Map<String, Long> pids = new LinkedHashMap<>();
    status
        .services()
        .forEach((name, service) -> {
          if (service.pid() != null) {
            pids.put(name, service.pid());
          }
        });
    if (status.kafka().pid() != null) {
      pids.put("kafka", status.kafka().pid());
    }
    if (status.postgres().pid() != null) {
      pids.put("postgres", status.postgres().pid());
    }
    pids.put("load", ProcessHandle.current().pid());
    return new StackUnderTest(
        status.kafka().bootstrap(),
        status.sources().stream().collect(Collectors.toMap(Source::kind, Function.identity())),
        pids);
  }
}
