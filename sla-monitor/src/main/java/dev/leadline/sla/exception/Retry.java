package dev.leadline.sla.exception;

import dev.leadline.events.ExceptionReason;

/// How exceptions of a reason are driven through the ordinary path again.
public sealed interface Retry {

  /// Routing is asked for an owner anew.
  record Reroute() implements Retry {}

  /// Nothing can be driven again from here.
  ///
  /// @param instead what to do
  record Elsewhere(String instead) implements Retry {}

  static Retry of(ExceptionReason reason) {
    return switch (reason) {
      case NO_RULE_MATCHED, NO_CANDIDATE, POOL_EMPTY, OWNER_INACTIVE, CLOCK_WITHOUT_OWNER ->
          new Reroute();
      case QUARANTINED ->
          new Elsewhere("Release the delivery with POST /api/quarantine/{id}/release of intake");
      case ILLEGAL_TRANSITION, STUCK ->
          new Elsewhere("Move the lead with POST /api/leads/{id}/transitions of lifecycle");
      case POISON_EVENT ->
          new Elsewhere("The event is in the dead letters of the service that raised this");
      case MISSING_FIELD, DUPLICATE_SUSPECTED, CRM_WRITE_FAILED ->
          new Elsewhere("Mend the lead in the system it comes from, which tells of it anew");
      case POLICY_ERROR -> new Elsewhere("Mend the policy and put it in force");
    };
  }
}
