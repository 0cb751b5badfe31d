package dev.leadline.sla.http.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.sla.application.Sender;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/// A Slack-compatible incoming webhook: `{"text": ...}`, answered by 200 with the text `ok`.
@ApplicationScoped
class SlackSender implements Sender {
  private static final int LINES = 20;

  private final HttpPost http;
  private final Secrets secrets;
  private final ObjectMapper mapper;

  SlackSender(HttpPost http, Secrets secrets, ObjectMapper mapper) {
    this.http = http;
    this.secrets = secrets;
    this.mapper = mapper;
  }

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.SLACK;
  }

  @Override
  public Outcome send(Channel channel, Message message) {
    return Attempt.with(() -> {
      ObjectNode json = mapper.createObjectNode().put("text", text(message));
      return http.send(
          channel,
          secrets.text(channel.url()),
          java.util.Map.of(),
          json.toString(),
          SlackSender::judged);
    });
  }

  /// Slack says that a webhook was removed by 404 or 410, or by 403 with a word of its own.
  private static Outcome judged(int status, HttpPost.Answer answer) {
    return switch (status) {
      case 200 ->
          answer.body().strip().equals("ok")
              ? new Outcome.Sent()
              : new Outcome.Later("Not the answer of a webhook: " + HttpPost.words(answer), null);
      case 404, 410 -> new Outcome.Gone(HttpPost.words(answer));
      default -> new Outcome.Refused(HttpPost.words(answer));
    };
  }

  private static String text(Message message) {
    if (message.notices().size() == 1) {
      return escaped(message.summary());
    }
    return message.notices().stream()
        .limit(LINES)
        .map(notice -> "- " + escaped(notice.summary()))
        .collect(
            Collectors.joining("\n", message.notices().size() + " matters need somebody\n", ""));
  }

  /// The three characters that Slack reads as markup.
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
