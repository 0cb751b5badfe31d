package dev.leadline.sla.application;

import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.application.Notifications.Delivered;
import dev.leadline.sla.application.Notifications.Kept;
import dev.leadline.sla.application.Sender.Message;
import dev.leadline.sla.application.Sender.Outcome;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Retries;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sends what is due of a channel. Several monitors may do so at once; each takes what no other
/// has.
///
/// A message may come twice, when a monitor dies between sending and noting so; its id and its key
/// are the same then. What quick receivers take is noted together: after a tenth of a second, or
/// once the message has been answered that was on its way then.
@ApplicationScoped
public class DeliverNotifications {
  private static final int PORTION = 100;
  private static final Duration LEASE = Duration.ofMinutes(2);

  /// Half the lease, so that the message then on its way is answered within it.
  private static final Duration SENDING = LEASE.dividedBy(2);

  private static final Duration UNNOTED = Duration.ofMillis(100);

  private final Notifications notifications;
  private final ActivePolicy policies;
  private final Map<Channel.Kind, Sender> senders = new EnumMap<>(Channel.Kind.class);
  private final MeterRegistry meters;
  private final InstantSource time;

  public DeliverNotifications(
      Notifications notifications,
      ActivePolicy policies,
      @All List<Sender> senders,
      MeterRegistry meters,
      InstantSource time) {
    this.notifications = notifications;
    this.policies = policies;
    senders.forEach(sender -> this.senders.put(sender.kind(), sender));
    this.meters = meters;
    this.time = time;
  }

  /// The channels that have something to send.
  public List<String> due() {
    return notifications.dueChannels(time.instant());
  }

  /// Forgets what was said or given up longer ago than it is kept.
  public void forgetOld(Duration kept) {
    notifications.removeBefore(time.instant().minus(kept));
  }

  /// Sends a portion.
  ///
  /// @return whether more may be due
  public boolean deliver(String channel) {
    Policy policy = policies.get();
    List<Kept> taken = notifications.take(channel, time.instant(), LEASE, PORTION);
    Channel known = policy.sla().channels().get(channel);
    if (known == null) {
      giveUp(taken, "The policy has no channel '" + channel + "'");
    } else {
      notifications
          .disabled(channel)
          .ifPresentOrElse(
              why -> giveUp(taken, switchedOff(why)),
              () -> send(known, messages(known, taken), policy));
    }
    return taken.size() == PORTION;
  }

  /// What is gathered is one message a person and act.
  private static Collection<List<Kept>> messages(Channel channel, List<Kept> taken) {
    if (channel.group().isZero()) {
      return taken.stream().map(List::of).toList();
    }
    record Together(String recipient, Notice.Act act, @Nullable String key) {}
    Map<Together, List<Kept>> messages = new LinkedHashMap<>();
    for (Kept kept : taken) {
      Notice notice = kept.notice();
      // What began under a key of its own ends under it.
      String key = notice.act() == Notice.Act.TRIGGER ? null : notice.key();
      messages
          .computeIfAbsent(
              new Together(notice.recipient(), notice.act(), key), _ -> new ArrayList<>())
          .add(kept);
    }
    return messages.values();
  }

  /// What a slow receiver leaves unsent is due again when the lease is over. A receiver that is
  /// gone is not tried again.
  private void send(Channel channel, Collection<List<Kept>> messages, Policy policy) {
    List<Delivered> unnoted = new ArrayList<>();
    Instant now = time.instant();
    Instant end = now.plus(SENDING);
    Instant noted = now;
    Iterator<List<Kept>> unsent = messages.iterator();
    try {
      while (unsent.hasNext() && !now.isAfter(end)) {
        List<Kept> message = unsent.next();
        switch (send(channel, message, policy)) {
          case Outcome.Sent _ ->
              unnoted.add(new Delivered(message, message.getFirst().notice().key()));
          case Outcome.Later later -> tryAgain(channel, message, later);
          case Outcome.Refused refused -> giveUp(message, refused.error());
          case Outcome.Gone gone -> {
            notifications.disable(channel.name(), gone.error(), time.instant());
            giveUp(message, gone.error());
            List<Kept> rest = new ArrayList<>();
            unsent.forEachRemaining(rest::addAll);
            giveUp(rest, switchedOff(gone.error()));
          }
        }
        now = time.instant();
        if (now.isAfter(noted.plus(UNNOTED))) {
          note(channel, unnoted);
          noted = now;
        }
      }
    } finally {
      note(channel, unnoted);
    }
  }

  private void note(Channel channel, List<Delivered> unnoted) {
    if (!unnoted.isEmpty()) {
      notifications.sent(unnoted, time.instant());
      count(channel.name(), "sent", unnoted.stream().mapToInt(it -> it.kept().size()).sum());
      unnoted.clear();
    }
  }

  private Outcome send(Channel channel, List<Kept> kept, Policy policy) {
    Notice first = kept.getFirst().notice();
    Rep person = policy.routing().reps().get(first.recipient());
    Message message =
        new Message(
            first.id(),
            first.key(),
            person == null ? null : person.email(),
            kept.stream().map(Kept::notice).toList());
    Sender sender = Objects.requireNonNull(senders.get(channel.kind()), channel.kind().name());
    return sender.send(channel, message);
  }

  private void tryAgain(Channel channel, List<Kept> kept, Outcome.Later later) {
    int attempts = kept.getFirst().attempts() + 1;
    Instant next =
        Retries.after(attempts, channel.kind())
            .map(wait -> longer(wait, later.pause()))
            .map(wait -> time.instant().plus(wait))
            .orElse(null);
    notifications.failed(kept, later.error(), next);
    count(channel.name(), next == null ? "given-up" : "retried", kept.size());
  }

  private void giveUp(List<Kept> kept, String error) {
    if (!kept.isEmpty()) {
      notifications.failed(kept, error, null);
      count(kept.getFirst().notice().channel(), "given-up", kept.size());
    }
  }

  private static String switchedOff(String why) {
    return "Channel is switched off: " + why;
  }

  private static Duration longer(Duration wait, @Nullable Duration asked) {
    return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
  }

  private void count(String channel, String outcome, int messages) {
    Counter.builder("leadline.notifications")
        .description("Notifications that were sent or given up, by channel")
        .tags("channel", channel, "outcome", outcome)
        .register(meters)
        .increment(messages);
  }
}
