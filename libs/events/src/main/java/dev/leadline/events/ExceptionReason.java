package dev.leadline.events;

/// Why something needs a person; the closed list of the semantics.
public enum ExceptionReason {
  NO_RULE_MATCHED,
  NO_CANDIDATE,
  POOL_EMPTY,
  OWNER_INACTIVE,
  MISSING_FIELD,
  DUPLICATE_SUSPECTED,
  ILLEGAL_TRANSITION,
  CRM_WRITE_FAILED,
  QUARANTINED,
  POISON_EVENT,
  POLICY_ERROR,
  CLOCK_WITHOUT_OWNER,
  STUCK
}
