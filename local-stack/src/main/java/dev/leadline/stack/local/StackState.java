package dev.leadline.stack.local;

import dev.leadline.stack.observe.Observer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the owner of a stack has written down about it.
///
/// @param phase how far it has come
/// @param owner the process that starts and stops the others
/// @param ports by the label of the member or of what watches the stack
/// @param members the processes that were started and not stopped, whether or not they still live
public record StackState(
    Phase phase, ProcessRecord owner, Map<String, Integer> ports, List<ProcessRecord> members) {

  /// How far a stack has come.
  public enum Phase {
    STARTING,
    READY,
    STOPPING
  }

  public StackState {
    ports = Map.copyOf(ports);
    members = List.copyOf(members);
  }

  /// The record of a member; empty when it was not started or has been stopped.
  public Optional<ProcessRecord> member(Member member) {
    return members.stream().filter(record -> record.name().equals(member.label())).findFirst();
  }

  /// Where something that watches the stack is, and its process; empty when none runs.
  Optional<StackStatus.Watcher> watcher(Observer observer) {
    Integer port = ports.get(observer.label());
    return members.stream()
        .filter(record -> record.name().equals(observer.label()))
        .filter(record -> port != null && record.alive().isPresent())
        .map(record -> new StackStatus.Watcher("http://127.0.0.1:" + port, record.pid()))
        .findFirst();
  }

  int port(Member member) {
    return ports.getOrDefault(member.label(), member.defaultPort());
  }

  /// All that still lives, the owner first.
  List<ProcessRecord> alive() {
    return Stream.concat(Stream.of(owner), members.stream())
        .filter(record -> record.alive().isPresent())
        .toList();
  }
}
