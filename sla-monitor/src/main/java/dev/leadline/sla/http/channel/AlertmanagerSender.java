package dev.leadline.sla.http.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.sla.application.Sender;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/// Alertmanager's API v2: `POST /api/v2/alerts`, answered by 200. It groups by itself, so each
/// notice is an alert; the labels are its identity. An alert ends when that is said, at the latest
/// after a day.
@ApplicationScoped
class AlertmanagerSender implements Sender {
  private static final Duration ENDS_BY_ITSELF = Duration.ofDays(1);

  private final HttpPost http;
  private final Secrets secrets;
  private final ObjectMapper mapper;
  private final InstantSource time;

  AlertmanagerSender(HttpPost http, Secrets secrets, ObjectMapper mapper, InstantSource time) {
    this.http = http;
    this.secrets = secrets;
    this.mapper = mapper;
    this.time = time;
  }

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.ALERTMANAGER;
  }

  @Override
  public Outcome send(Channel channel, Message message) {
    return Attempt.with(() ->
        http.send(
            channel,
            secrets.text(channel.url()).replaceAll("/+$", "") + "/api/v2/alerts",
            Map.of(),
            json(message),
            AlertmanagerSender::judged));
  }

  private static Outcome judged(int status, HttpPost.Answer answer) {
    return switch (status) {
      case 200 -> new Outcome.Sent();
      case 400, 413 -> new Outcome.Refused(HttpPost.words(answer));
      default -> new Outcome.Later(HttpPost.words(answer), null);
    };
  }

  private String json(Message message) {
    ArrayNode alerts = mapper.createArrayNode();
    message.notices().forEach(notice -> alert(notice, alerts.addObject()));
    return alerts.toString();
  }

  private void alert(Notice notice, ObjectNode alert) {
    Instant now = time.instant();
    ObjectNode labels =
        alert
            .putObject("labels")
            .put("severity", notice.severity().name().toLowerCase(Locale.ROOT));
    ObjectNode annotations = alert.putObject("annotations").put("summary", notice.summary());
    switch (notice.subject()) {
      case Subject.OfClock it -> {
        labels
            .put("alertname", "LeadlineClock")
            .put("target", it.target())
            .put("rung", it.rung())
            .put("clock", it.clock().toString());
        annotations.put("lead", it.lead().toString());
      }
      case Subject.OfExceptions it ->
          labels
              .put("alertname", "LeadlineExceptionsOverdue")
              .put("reason", it.reason().name())
              .put("service", it.service())
              .put("key", notice.key());
    }
    if (notice.act() == Notice.Act.TRIGGER) {
      alert
          .put("startsAt", notice.at().toString())
          .put("endsAt", now.plus(ENDS_BY_ITSELF).toString());
    } else {
      alert.put("endsAt", now.toString());
    }
  }
}
