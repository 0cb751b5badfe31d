package dev.leadline.sla.http.channel;

import dev.leadline.sla.application.Sender.Outcome;
import dev.leadline.sla.http.channel.Secrets.MissingException;
import java.util.function.Supplier;

/// One attempt to send. A secret that is not there may be there later.
final class Attempt {
  private Attempt() {}

  static Outcome with(Supplier<Outcome> sending) {
    try {
      return sending.get();
    } catch (MissingException missing) {
      return new Outcome.Later(String.valueOf(missing.getMessage()), null);
    }
  }
}
