package dev.leadline.messaging.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// What can be set about messaging; the README has the table.
@ConfigMapping(prefix = "leadline.messaging")
public interface MessagingConfig {

  /// Whether anything is read or published at all; off in tests that need neither.
  @WithDefault("true")
  boolean enabled();

  /// Partitions of the topics that are made here. Those that exist keep theirs.
  @WithDefault("4")
  int partitions();

  @WithDefault("1")
  short replicationFactor();

  /// How many records of a partition are remembered to recognise repeats; the same for all
  /// services.
  @WithDefault("20000")
  int window();

  /// The most records in a batch.
  @WithDefault("1000")
  int maxPollRecords();

  /// After which a record written past the outbox has failed.
  @WithDefault("PT5S")
  Duration publishTimeout();

  /// How long dead letters, which may hold personal data, are kept.
  @WithDefault("P14D")
  Duration deadLetterRetention();

  /// Whether the service tells of its transactions, so that what it decides can be decided again.
  @WithDefault("false")
  boolean turns();

  RelayConfig relay();

  /// What can be set about the relay.
  interface RelayConfig {

    /// The replication slot; `leadline_` and the database's name when not set.
    Optional<String> slot();

    /// How often the engine looks for what is to be published. Its queue spins through the last
    /// millisecond of every look, so a short interval costs an idle service a good part of a core.
    @WithDefault("PT0.04S")
    Duration pollInterval();

    @WithDefault("PT10S")
    Duration heartbeat();

    @WithDefault("PT0.5S")
    Duration standby();

    /// To be set for one start only, after a slot was lost and the loss has been looked into.
    @WithDefault("false")
    boolean acceptLostEvents();
  }
}
