package dev.leadline.stack.local;

import dev.leadline.stack.local.StackStatus.Kafka;
import dev.leadline.stack.local.StackStatus.Postgres;
import dev.leadline.stack.local.StackStatus.Service;
import dev.leadline.stack.local.StackStatus.State;
import dev.leadline.stack.local.StackStatus.Watcher;
import dev.leadline.stack.observe.Observer;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out how a stack is: from what its owner wrote down, from the processes, and from the
/// services themselves.
final class StatusReader {
  private StatusReader() {}

  /// @param whenStopped the ports to name when nothing runs
  static StackStatus read(DataDirectory data, Ports whenStopped) {
    Optional<StackState> state = StateFile.read(data);
    Ports ports = state.map(StatusReader::ports).orElse(whenStopped);
    Map<Member, Long> pids = state.map(StatusReader::pids).orElse(Map.of());
    Map<String, Service> services = services(ports, pids);
    return new StackStatus(
        state(state, services),
        AccessToken.read(data).orElse(null),
        services,
        new Kafka("127.0.0.1:" + ports.of(Member.KAFKA), pids.get(Member.KAFKA)),
        new Postgres(
            "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres"
                .formatted(ports.of(Member.POSTGRES)),
            pids.get(Member.POSTGRES)),
        state.map(StatusReader::observers).orElse(Map.of()),
        LocalSources.read(data));
  }

  /// Running means everything: the owner, each member, each service ready. What watches it does not
  /// count.
  private static State state(Optional<StackState> found, Map<String, Service> services) {
    if (found.map(StackState::alive).orElse(List.of()).isEmpty()) {
      return State.STOPPED;
    }
    StackState state = found.orElseThrow();
    boolean complete =
        state.owner().alive().isPresent()
            && Arrays.stream(Member.values())
                .allMatch(member -> state.member(member).flatMap(ProcessRecord::alive).isPresent());
    return complete && services.values().stream().allMatch(Service::ready)
        ? State.RUNNING
        : State.PARTIAL;
  }

  private static Map<String, Service> services(Ports ports, Map<Member, Long> pids) {
    Map<Member, Boolean> ready = Collections.synchronizedMap(new EnumMap<>(Member.class));
    List<Member> alive = Member.services().stream().filter(pids::containsKey).toList();
    Parallel.forEach(
        alive, member -> ready.put(member, Readiness.isReady(ports.url(member))), () -> {});
    Map<String, Service> services = new LinkedHashMap<>();
    for (Member member : Member.services()) {
      @Nullable Long pid = pids.get(member);
      services.put(
          member.label(), new Service(ports.url(member), ready.getOrDefault(member, false), pid));
    }
    return services;
  }

  private static Map<String, Watcher> observers(StackState state) {
    Map<String, Watcher> running = new LinkedHashMap<>();
    for (Observer observer : Observer.values()) {
      state.watcher(observer).ifPresent(watcher -> running.put(observer.label(), watcher));
    }
    return running;
  }

  private static Map<Member, Long> pids(StackState state) {
    Map<Member, Long> pids = new EnumMap<>(Member.class);
    for (Member member : Member.values()) {
      state
          .member(member)
          .filter(record -> record.alive().isPresent())
          .ifPresent(record -> pids.put(member, record.pid()));
    }
    return pids;
  }

  private static Ports ports(StackState state) {
    Map<Member, Integer> ports = new EnumMap<>(Member.class);
    Arrays.stream(Member.values()).forEach(member -> ports.put(member, state.port(member)));
    return new Ports(ports);
  }
}
