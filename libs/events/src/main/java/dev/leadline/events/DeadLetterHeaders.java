package dev.leadline.events;

/// What a dead letter says beside the headers of the record that it was. Its `ce_id` is its own, by
/// which it is decided again once at most.
public final class DeadLetterHeaders {
  /// The record's own `ce_id`; missing when it had none.
  public static final String ID = "dead_letter_id";

  public static final String REASON = "dead_letter_reason";
  public static final String STACK = "dead_letter_stack";

  /// Where the record stood when it was read first.
  public static final String TOPIC = "dead_letter_topic";

  public static final String PARTITION = "dead_letter_partition";
  public static final String OFFSET = "dead_letter_offset";

  private DeadLetterHeaders() {}
}
