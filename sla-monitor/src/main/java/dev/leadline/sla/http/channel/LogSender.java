package dev.leadline.sla.http.channel;

import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.sla.application.Sender;
import dev.leadline.sla.notification.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// A line in the log for each notice, so that a stack without any receiver shows what it would tell
/// whom. Never fails.
@ApplicationScoped
class LogSender implements Sender {
  private static final Logger LOG = Logger.getLogger("dev.leadline.sla.notifications");

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.LOG;
  }

  @Override
  public Outcome send(Channel channel, Message message) {
    for (Notice notice : message.notices()) {
      LOG.infof(
          "Told channel=%s recipient=%s act=%s severity=%s key=%s summary=\"%s\"",
          channel.name(),
          notice.recipient(),
          notice.act(),
          notice.severity(),
          notice.key(),
          notice.summary());
    }
    return new Outcome.Sent();
  }
}
