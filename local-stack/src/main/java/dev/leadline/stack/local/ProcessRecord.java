package dev.leadline.stack.local;

import dev.leadline.stack.infra.ServerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A process as it was written down: the pid alone may by now belong to another one, the pid and
/// the moment of its start do not.
///
/// @param name the member, what watches it such as `prometheus`, or `supervisor`
public record ProcessRecord(String name, long pid, Instant startedAt) {
  /// The system reckons starts from the boot, whose time moves a little when the clock is set.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  static ProcessRecord of(Member member, ServerProcess process) {
    return of(member.label(), process);
  }

  static ProcessRecord of(String name, ServerProcess process) {
    return new ProcessRecord(name, process.pid(), process.startedAt());
  }

  /// The process that asks.
  static ProcessRecord current(String name) {
    ProcessHandle self = ProcessHandle.current();
    return new ProcessRecord(name, self.pid(), startOf(self).orElse(Instant.EPOCH));
  }

  /// The process, if it is still that one and alive.
  public Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheSame);
  }

  private boolean isTheSame(ProcessHandle candidate) {
    return startOf(candidate)
        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }

  private static Optional<Instant> startOf(ProcessHandle process) {
    return process.info().startInstant();
  }
}
