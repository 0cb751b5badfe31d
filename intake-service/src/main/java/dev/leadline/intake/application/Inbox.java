package dev.leadline.intake.application;

import dev.leadline.intake.delivery.InboxEntry;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Where authentic deliveries are kept before their sender is answered.
public interface Inbox {

  /// Writes all of them; those of one key keep their order.
  ///
  /// @return complete once they are durable; failed when that is not certain for one of them. Does
  ///   not block the caller
  CompletionStage<Void> write(List<InboxEntry> entries);
}
