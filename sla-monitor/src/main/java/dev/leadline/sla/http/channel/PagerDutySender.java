package dev.leadline.sla.http.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.sla.application.Sender;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;

/// PagerDuty's Events API v2: `POST /v2/enqueue`, answered by 202. The deduplication key is that of
/// the notice, so what is sent twice is one alert, and its end closes it.
@ApplicationScoped
class PagerDutySender implements Sender {
  private static final String PUBLIC = "https://events.pagerduty.com";
  private static final int SUMMARY_AT_MOST = 1_024;

  private final HttpPost http;
  private final Secrets secrets;
  private final ObjectMapper mapper;

  PagerDutySender(HttpPost http, Secrets secrets, ObjectMapper mapper) {
    this.http = http;
    this.secrets = secrets;
    this.mapper = mapper;
  }

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.PAGERDUTY;
  }

  @Override
  public Outcome send(Channel channel, Message message) {
    return Attempt.with(() -> {
      String base = channel.url() == null ? PUBLIC : secrets.text(channel.url());
      return http.send(
          channel,
          base.replaceAll("/+$", "") + "/v2/enqueue",
          Map.of(),
          json(message, secrets.text(channel.secret())),
          PagerDutySender::judged);
    });
  }

  private static Outcome judged(int status, HttpPost.Answer answer) {
    return switch (status) {
      case 202 -> new Outcome.Sent();
      case 400, 401, 403, 404, 413 -> new Outcome.Refused(HttpPost.words(answer));
      default -> new Outcome.Later("Not the answer of PagerDuty: " + HttpPost.words(answer), null);
    };
  }

  private String json(Message message, String routingKey) {
    Notice first = message.notices().getFirst();
    ObjectNode event =
        mapper
            .createObjectNode()
            .put("routing_key", routingKey)
            .put("event_action", first.act().name().toLowerCase(Locale.ROOT))
            .put("dedup_key", message.key());
    if (first.act() == Notice.Act.TRIGGER) {
      String summary = message.summary();
      ObjectNode payload =
          event
              .putObject("payload")
              .put("summary", summary.substring(0, Math.min(summary.length(), SUMMARY_AT_MOST)))
              .put("source", "leadline")
              .put("severity", first.severity().name().toLowerCase(Locale.ROOT))
              .put("timestamp", first.at().toString());
      describe(payload, message.notices().size(), first.subject());
    }
    return event.toString();
  }

  /// @param notices how many the message gathers, of which `first` is one
  private static void describe(ObjectNode payload, int notices, Subject first) {
    switch (first) {
      case Subject.OfClock it ->
          payload
              .put("component", it.target())
              .put("class", it.rung())
              .putObject("custom_details")
              .put("clocks", notices)
              .put("lead", it.lead().toString());
      case Subject.OfExceptions it ->
          payload
              .put("component", it.service())
              .put("class", it.reason().name())
              .putObject("custom_details")
              .put("groups", notices);
    }
  }
}
