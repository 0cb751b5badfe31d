package dev.leadline.events;

/// The names of the topics.
public final class Topics {
  /// The raw deliveries as bytes; private to intake.
  public static final String INBOX = "leadline.inbox.v1";

  public static final String INTAKE = "leadline.intake.v1";
  public static final String SCORING = "leadline.scoring.v1";
  public static final String LIFECYCLE = "leadline.lifecycle.v1";
  public static final String ROUTING = "leadline.routing.v1";
  public static final String SLA = "leadline.sla.v1";

  /// How far the chains of decision records go; compacted.
  public static final String AUDIT = "leadline.audit.v1";

  private Topics() {}

  /// Where a service tells of its own transactions, in the order in which they were committed.
  ///
  /// @param topic the word by which the service's own topic is called, such as `sla`
  public static String turns(String topic) {
    return "leadline." + topic + ".turns.v1";
  }

  /// Where a service puts the records that it cannot decide.
  ///
  /// @param service the service's short name, such as `routing`
  public static String deadLetters(String service) {
    return "leadline." + service + ".dead-letter.v1";
  }

  /// Where dead letters are put that a service shall decide again; it reads them like what it reads
  /// anyway.
  ///
  /// @param service the service's short name, such as `routing`
  public static String retries(String service) {
    return "leadline." + service + ".retry.v1";
  }
}
