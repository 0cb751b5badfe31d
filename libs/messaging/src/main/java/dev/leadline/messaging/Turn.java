package dev.leadline.messaging;

import dev.leadline.events.LeadId;
import dev.leadline.events.TurnTaken;
import dev.leadline.events.TurnTaken.Heard;
import dev.leadline.events.TurnTaken.Looked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a transaction takes into the state of its service, noted while it runs. One that takes
/// nothing is told nobody of.
public final class Turn {
  private final List<Heard> heard = new ArrayList<>();
  private Instant at = Instant.EPOCH;
  private @Nullable Looked looked;
  private @Nullable UUID asked;

  /// The transaction decides by that instant.
  public void at(Instant now) {
    at = now;
  }

  /// It decides records, which may come from anywhere; the first of each stretch of a partition
  /// tells where it begins.
  public void heard(List<InboundRecord> records) {
    records.forEach(record -> note(record, false));
  }

  /// It puts a record to the dead letters.
  public void buried(InboundRecord record) {
    note(record, true);
  }

  /// It looks at leads because time passed.
  ///
  /// @param until up to when a lead may be due
  public void looked(Instant now, Instant until, List<LeadId> leads) {
    at = now;
    looked = leads.isEmpty() ? null : new Looked(until, leads);
  }

  /// It follows a person's request, or changes the roster.
  public void asked(Instant now, UUID request) {
    at = now;
    asked = request;
  }

  /// When the transaction decided.
  public Instant at() {
    return at;
  }

  /// What it took; empty when that is nothing.
  public Optional<TurnTaken> taken(String service) {
    return heard.isEmpty() && looked == null && asked == null
        ? Optional.empty()
        : Optional.of(new TurnTaken(service, heard, looked, asked));
  }

  /// Offsets that are passed over belong to repeats, which nobody hears.
  private void note(InboundRecord record, boolean buried) {
    Heard last = heard.isEmpty() ? null : heard.getLast();
    if (last != null
        && last.buried() == buried
        && last.topic().equals(record.topic())
        && last.partition() == record.partition()
        && last.next() <= record.offset()) {
      heard.removeLast();
      heard.add(
          new Heard(last.topic(), last.partition(), last.from(), record.offset() + 1, buried));
    } else {
      heard.add(
          new Heard(
              record.topic(), record.partition(), record.offset(), record.offset() + 1, buried));
    }
  }
}
