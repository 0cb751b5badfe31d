package dev.leadline.sla.http.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.sla.application.Sender;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/// A webhook as Standard Webhooks 1.0.0 has it: signed, any 2xx is success, 410 wants no more.
@ApplicationScoped
class WebhookSender implements Sender {
  private static final int GONE = 410;

  private final HttpPost http;
  private final Secrets secrets;
  private final ObjectMapper mapper;
  private final InstantSource time;

  WebhookSender(HttpPost http, Secrets secrets, ObjectMapper mapper, InstantSource time) {
    this.http = http;
    this.secrets = secrets;
    this.mapper = mapper;
    this.time = time;
  }

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.WEBHOOK;
  }

  @Override
  public Outcome send(Channel channel, Message message) {
    return Attempt.with(() -> {
      String json = json(message);
      String id = "msg_" + message.id();
      long timestamp = time.instant().getEpochSecond();
      try {
        String signature = new Webhook(secrets.text(channel.secret())).sign(id, timestamp, json);
        return http.send(
            channel,
            secrets.text(channel.url()),
            Map.of(
                "webhook-id", id,
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", signature),
            json,
            WebhookSender::judged);
      } catch (WebhookSigningException | IllegalArgumentException badSecret) {
        return new Outcome.Refused("The secret cannot sign");
      }
    });
  }

  private static Outcome judged(int status, HttpPost.Answer answer) {
    if (status >= 200 && status < 300) {
      return new Outcome.Sent();
    }
    return status == GONE
        ? new Outcome.Gone(HttpPost.words(answer))
        : new Outcome.Later(HttpPost.words(answer), null);
  }

  private String json(Message message) {
    Notice first = message.notices().getFirst();
    ObjectNode json =
        mapper
            .createObjectNode()
            .put("type", subject(first.subject()) + "." + word(first.act()))
            .put("timestamp", first.at().toString());
    ArrayNode notices = json.putObject("data").putArray("notices");
    for (Notice notice : message.notices()) {
      ObjectNode told =
          notices
              .addObject()
              .put("key", notice.key())
              .put("recipient", notice.recipient())
              .put("severity", word(notice.severity()))
              .put("summary", notice.summary())
              .put("at", notice.at().toString());
      switch (notice.subject()) {
        case Subject.OfClock it ->
            told.put("lead", it.lead().toString())
                .put("clock", it.clock().toString())
                .put("target", it.target())
                .put("rung", it.rung());
        case Subject.OfExceptions it ->
            told.put("reason", it.reason().name()).put("service", it.service());
      }
    }
    return json.toString();
  }

  private static String subject(Subject subject) {
    return switch (subject) {
      case Subject.OfClock _ -> "clock.rung";
      case Subject.OfExceptions _ -> "exceptions.overdue";
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
