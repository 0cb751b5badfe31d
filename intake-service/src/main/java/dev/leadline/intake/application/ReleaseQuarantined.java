package dev.leadline.intake.application;

import dev.leadline.events.DerivedIds;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.messaging.Transactions;
import java.time.InstantSource;
import java.util.UUID;

/// Drives a quarantined delivery through the inbox again, to be read by the mapping of now.
public final class ReleaseQuarantined {

  /// What came of it.
  public enum Result {
    RELEASED,
    RELEASED_BEFORE,
    UNKNOWN
  }

  private final Quarantine quarantine;
  private final Transactions transactions;
  private final InstantSource clock;

  public ReleaseQuarantined(Quarantine quarantine, Transactions transactions, InstantSource clock) {
    this.quarantine = quarantine;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// Asking again changes nothing.
  public Result release(UUID id) {
    boolean released =
        transactions.call(transaction -> {
          var held = quarantine.release(transaction.connection(), id, clock.instant());
          held.map(entry -> again(entry, id))
              .map(InboxRecords::toRecord)
              .ifPresent(transaction::publish);
          return held.isPresent();
        });
    if (released) {
      return Result.RELEASED;
    }
    return quarantine.has(id) ? Result.RELEASED_BEFORE : Result.UNKNOWN;
  }

  /// The same entry under an id of its own, so that it is no repeat of the first try.
  private static InboxEntry again(InboxEntry held, UUID quarantined) {
    return new InboxEntry(
        DerivedIds.derive(quarantined, "release", 0),
        held.key(),
        held.source(),
        held.kind(),
        held.contentType(),
        held.receivedAt(),
        held.correlation(),
        quarantined,
        held.value());
  }
}
