package dev.leadline.sla.application;

import dev.leadline.events.LeadId;
import dev.leadline.sla.notification.Notice;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people are to be told: written with the decision that asks for it, sent afterwards.
public interface Notifications {

  enum State {
    /// To be sent, or to be tried again.
    WAITING,
    SENT,
    /// Given up.
    FAILED,
    /// It was over before it was sent.
    DROPPED,
    /// The person who was to be told does not exist, or did not yet; `lastError` says why.
    NOBODY
  }

  /// A notice with what became of it.
  ///
  /// @param attempts since it was last sent
  /// @param nextAt when it is sent, or said again; null when it is not
  /// @param lastError null when the last attempt succeeded, or none was made
  /// @param repeatsLeft how often it is said again
  record Kept(
      Notice notice,
      State state,
      int attempts,
      @Nullable Instant nextAt,
      @Nullable Instant sentAt,
      @Nullable String lastError,
      int repeatsLeft,
      @Nullable String acknowledgedBy,
      @Nullable Instant acknowledgedAt) {}

  /// @param after the id behind which to go on; null for the beginning
  record Query(
      @Nullable State state,
      @Nullable String channel,
      @Nullable LeadId lead,
      @Nullable UUID after,
      int limit) {}

  /// Adds notices; those that are known are left alone.
  void add(Connection connection, List<Notice> notices) throws SQLException;

  /// Clocks have closed: nothing more is said of them, and whoever was paged is told that it is
  /// over.
  void closed(Connection connection, Collection<UUID> clocks, Instant at) throws SQLException;

  /// What these told of is over: nothing more is said of it, and whoever was paged is told so.
  void over(Connection connection, Collection<UUID> notices, Instant at) throws SQLException;

  /// The channels that have something to send.
  List<String> dueChannels(Instant now);

  /// Takes what is due of a channel, oldest first, for as long as the lease; after that it is due
  /// again, so that what a crashed monitor took is not lost.
  List<Kept> take(String channel, Instant now, Duration lease, int limit);

  /// A message that got through.
  ///
  /// @param kept what it told
  /// @param key under which it was sent
  record Delivered(List<Kept> kept, String key) {
    public Delivered {
      kept = List.copyOf(kept);
    }
  }

  /// Notes messages as sent, to be said again where that is asked for.
  void sent(List<Delivered> messages, Instant at);

  /// Notes that messages did not get through.
  ///
  /// @param nextAt when to try again; null when they are given up
  void failed(List<Kept> messages, String error, @Nullable Instant nextAt);

  /// Somebody sees to it: it is not said again. Empty when there is none of that id.
  Optional<Kept> acknowledge(UUID id, String by, Instant at);

  /// Tries one again that was given up, or waits. Empty when there is none of that id.
  Optional<Kept> retry(UUID id, Instant now);

  /// Newest first.
  List<Kept> list(Query query);

  /// Removes what was added before that and is not to be sent any more.
  void removeBefore(Instant created);

  Map<String, Long> waitingByChannel();

  /// Why a channel is switched off; empty when it is not.
  Optional<String> disabled(String channel);

  /// Switches a channel off, until somebody switches it on.
  void disable(String channel, String why, Instant at);

  /// Whether it was off.
  boolean enable(String channel);
}
