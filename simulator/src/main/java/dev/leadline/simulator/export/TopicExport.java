package dev.leadline.simulator.export;

import dev.leadline.events.Topics;
import dev.leadline.simulator.history.Service;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Records what the topics hold.
public final class TopicExport {
  private TopicExport() {}

  /// @param until events recorded then or later are left out; null for none
  /// @param changes of the roster, in order of time
  public static void write(
      String bootstrap,
      @Nullable Instant until,
      List<RosterHistory.Change> changes,
      RecordingWriter into,
      LongConsumer progress)
      throws IOException {
    List<Log> logs = new ArrayList<>();
    List<Log> later = new ArrayList<>();
    try {
      // Each reader ends where its partition does now: so all that these turns said is there.
      openTurns(bootstrap, logs);
      logs.addAll(PartitionReader.of(bootstrap, Topics.INTAKE));
      for (Service service : Service.values()) {
        logs.addAll(PartitionReader.of(bootstrap, service.topic()));
      }
      openTurns(bootstrap, later);
      new CausalOrder(logs, later, changes, until, into, progress).write();
    } finally {
      logs.forEach(Log::close);
      later.forEach(Log::close);
    }
  }

  private static void openTurns(String bootstrap, List<Log> into) {
    for (Service service : Service.values()) {
      into.addAll(PartitionReader.of(bootstrap, service.turns()));
    }
  }
}
