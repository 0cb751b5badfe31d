package dev.leadline.sla.application;

import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.sla.notification.Notice;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Gets a message out by a kind of channel.
public interface Sender {

  /// @param id by which the receiver knows a message that it gets again
  /// @param key by which the receiver knows what it was told before
  /// @param address of the person who is told; null when it is for whoever reads there
  /// @param notices at least one; several that were gathered are one message
  record Message(UUID id, String key, @Nullable String address, List<Notice> notices) {

    public Message {
      notices = List.copyOf(notices);
    }

    /// What it says in one line.
    public String summary() {
      Notice first = notices.getFirst();
      return notices.size() == 1
          ? first.summary()
          : "%d matters need somebody, the first: %s".formatted(notices.size(), first.summary());
    }
  }

  /// What came of it.
  sealed interface Outcome {
    record Sent() implements Outcome {}

    /// It may get through later.
    ///
    /// @param pause how long the receiver asks for; null when it does not say
    record Later(String error, @Nullable Duration pause) implements Outcome {}

    /// It will never get through.
    record Refused(String error) implements Outcome {}

    /// The receiver wants nothing any more.
    record Gone(String error) implements Outcome {}
  }

  Channel.Kind kind();

  /// Sends, within some seconds. Never throws for what the receiver does.
  Outcome send(Channel channel, Message message);
}
