package dev.leadline.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An owner has a lead no more, though nobody gave it back or took it away: there is nothing left
/// to do about it. Who counts open leads, or asks whose account it is, sees the change from here
/// on. Tells nothing of the person, who may be forgotten by then.
///
/// @param id the lead
/// @param assignment which of its assignments ended, from 1
/// @param pool the pool that had given it; null when none did
/// @param paidBack whether the pool got the turn back, as if it had never been
/// @param because why, in words
public record AssignmentEnded(
    LeadId id,
    int assignment,
    String owner,
    @Nullable String pool,
    End end,
    boolean paidBack,
    List<Reason> because)
    implements RoutingEvent {
  public AssignmentEnded {
    because = List.copyOf(because);
  }

  /// How it ended: the lead left the stages in which it is work and goes on counting for the
  /// account, or it goes on as another lead, or the person is forgotten.
  public enum End {
    CLOSED,
    MERGED,
    ERASED
  }

  @Override
  public String subject() {
    return id.toString();
  }
}
