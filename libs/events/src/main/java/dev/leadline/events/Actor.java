package dev.leadline.events;

/// Who caused a decision.
///
/// @param kind what sort of actor it was
/// @param name the service, the rep's id, the CRM source's id or the operator's name
public record Actor(Kind kind, String name) {

  /// The sorts of actor that a lifecycle transition can be reserved for.
  public enum Kind {
    SYSTEM,
    REP,
    CRM,
    OPERATOR
  }

  public static Actor system(String service) {
    return new Actor(Kind.SYSTEM, service);
  }
}
