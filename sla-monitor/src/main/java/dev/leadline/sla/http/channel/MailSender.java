package dev.leadline.sla.http.channel;

import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.sla.application.Sender;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Subject;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Mail by the SMTP server of `quarkus.mailer`, to the channel's address or that of the person. One
/// that does not answer in time is tried again later, as any receiver is.
@ApplicationScoped
class MailSender implements Sender {
  private final ReactiveMailer mailer;
  private final Duration patience;

  MailSender(
      ReactiveMailer mailer,
      @ConfigProperty(name = "leadline.sla.notifications.timeout", defaultValue = "PT10S")
          Duration patience) {
    this.mailer = mailer;
    this.patience = patience;
  }

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.EMAIL;
  }

  @Override
  public Outcome send(Channel channel, Message message) {
    String to = channel.to() == null ? message.address() : channel.to();
    if (to == null) {
      return new Outcome.Refused(
          "No address: the channel names none and it is for no person of the policy");
    }
    try {
      mailer
          .send(
              Mail.withText(to, subject(message), text(message))
                  .addHeader("X-Leadline-Notification", message.id().toString()))
          .await()
          .atMost(patience);
      return new Outcome.Sent();
    } catch (RuntimeException failed) {
      return new Outcome.Later(
          failed.getClass().getSimpleName() + ": " + failed.getMessage(), null);
    }
  }

  private static String subject(Message message) {
    Notice first = message.notices().getFirst();
    String over = first.act() == Notice.Act.RESOLVE ? "Over: " : "";
    return over
        + (message.notices().size() == 1
            ? about(first.subject())
            : "%d matters need somebody".formatted(message.notices().size()));
  }

  private static String about(Subject subject) {
    return switch (subject) {
      case Subject.OfClock it -> "%s of %s used".formatted(it.rung(), it.target());
      case Subject.OfExceptions it -> "%s of %s overdue".formatted(it.reason(), it.service());
    };
  }

  private static String text(Message message) {
    return message.notices().stream()
        .map(notice -> "%s, reached at %s".formatted(notice.summary(), notice.at()))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
