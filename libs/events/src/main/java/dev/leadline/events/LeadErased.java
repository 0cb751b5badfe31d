package dev.leadline.events;

/// A person is to be forgotten: every service removes what it holds of them.
public record LeadErased(LeadId id) implements IntakeEvent {
  @Override
  public String subject() {
    return id.toString();
  }
}
