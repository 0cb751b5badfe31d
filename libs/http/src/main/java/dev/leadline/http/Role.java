package dev.leadline.http;

import java.util.Set;

/// What the holder of an access token may do; the constants are for `@RolesAllowed`.
public final class Role {
  /// Reads.
  public static final String VIEWER = "viewer";

  /// Reads, and acts on leads, reps and exceptions.
  public static final String OPERATOR = "operator";

  /// Proposes a policy.
  public static final String POLICY_AUTHOR = "policy-author";

  /// Puts a proposed policy in force.
  public static final String POLICY_APPROVER = "policy-approver";

  static final Set<String> ALL = Set.of(VIEWER, OPERATOR, POLICY_AUTHOR, POLICY_APPROVER);

  private Role() {}
}
