package dev.leadline.events;

/// What every service says about its own audit trail, on `leadline.audit.v1`, so that it is known
/// outside of the database that holds the trail.
public sealed interface AuditEvent extends Event permits ChainHeadPublished, ChainPrefixDropped {

  /// The chain of decision records, such as `routing:leadline.lifecycle.v1:3`.
  String chain();

  /// The number of a link of the chain.
  long sequence();

  /// The hash of that link, 64 hexadecimal digits.
  String hash();
}
