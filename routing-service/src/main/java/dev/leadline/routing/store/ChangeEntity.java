package dev.leadline.routing.store;

import dev.leadline.routing.application.Past;
import dev.leadline.routing.application.RosterEntries.Change;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the tables of changes have in common: who changed what, and the thing before and after, as
/// JSON; null where there was none.
@MappedSuperclass
abstract class ChangeEntity {
  @Id @Nullable UUID id;

  @Column(name = "changed_at")
  Instant changedAt = Instant.EPOCH;

  @Column(name = "changed_by")
  String changedBy = "";

  String what = "";
  @Nullable String before;
  @Nullable String after;

  void set(Change change, @Nullable String before, @Nullable String after) {
    this.id = change.id();
    this.changedAt = change.at();
    this.changedBy = change.actor();
    this.what = change.what();
    this.before = before;
    this.after = after;
  }

  <T> Past<T> past(Class<T> type) {
    return new Past<>(
        Objects.requireNonNull(id),
        changedAt,
        changedBy,
        what,
        read(before, type),
        read(after, type));
  }

  private static <T> @Nullable T read(@Nullable String json, Class<T> type) {
    return json == null ? null : RoutingJson.read(json, type);
  }
}
