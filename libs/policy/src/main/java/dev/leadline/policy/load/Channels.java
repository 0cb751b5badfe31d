package dev.leadline.policy.load;

import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.policy.SlaPolicy.Channel.Kind;
import dev.leadline.policy.SlaPolicy.Given;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The key `channels` of `sla.yaml`: how people and systems are told.
final class Channels {
  private static final Map<String, Kind> KINDS =
      Words.inOrder(
          Map.entry("slack", Kind.SLACK),
          Map.entry("pagerduty", Kind.PAGERDUTY),
          Map.entry("alertmanager", Kind.ALERTMANAGER),
          Map.entry("email", Kind.EMAIL),
          Map.entry("webhook", Kind.WEBHOOK),
          Map.entry("log", Kind.LOG));

  private final Names calendars;

  private Channels(Names calendars) {
    this.calendars = calendars;
  }

  static Map<String, Channel> read(Value value, Names calendars) {
    Channels reader = new Channels(calendars);
    return value.block().entries(Channels::name, reader::channel);
  }

  private static String name(Value key) {
    String name = key.id();
    if (name.equals("owner") || name.equals("manager")) {
      key.error("Channel '%s' would hide the person of that name".formatted(name));
    }
    return name;
  }

  private Channel channel(String name, Value value) {
    Block block = value.block();
    Kind kind = block.required("kind").choice(KINDS);
    Channel channel =
        new Channel(
            name,
            kind,
            url(kind, block),
            secret(kind, block),
            kind == Kind.EMAIL ? block.optional("to").map(Value::text).orElse(null) : null,
            block.optional("hours").map(calendars::reference).orElse(null),
            block.optional("group").map(Value::duration).orElse(Duration.ZERO),
            block.optional("internal").map(Value::bool).orElse(false));
    block.finish();
    return channel;
  }

  /// Mail and the log have no URL, and PagerDuty a public one of its own.
  private static @Nullable Given url(Kind kind, Block block) {
    return switch (kind) {
      case EMAIL, LOG -> null;
      case PAGERDUTY -> block.optional("url").map(Channels::url).orElse(null);
      case SLACK, ALERTMANAGER, WEBHOOK -> url(block.required("url"));
    };
  }

  private static Given url(Value value) {
    Given given = given(value);
    if (given instanceof Given.Plain plain && value.isScalar() && !isUrl(plain.text())) {
      value.error(value.written() + " is not a URL, such as https://hooks.example.com/services/1");
    }
    return given;
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Never plain: a policy is read by many.
  private static @Nullable Given secret(Kind kind, Block block) {
    Optional<Value> value =
        switch (kind) {
          case PAGERDUTY, WEBHOOK -> Optional.of(block.required("secret"));
          case SLACK, ALERTMANAGER, EMAIL, LOG -> Optional.empty();
        };
    return value
        .map(secret -> {
          Given given = given(secret);
          if (given instanceof Given.Plain && secret.isScalar()) {
            secret.error("A secret is not written here; say {env: NAME} or {file: PATH}");
          }
          return given;
        })
        .orElse(null);
  }

  /// A text, or `{env: NAME}`, or `{file: PATH}`.
  private static Given given(Value value) {
    if (value.isAbsent() || value.isScalar()) {
      return new Given.Plain(value.text());
    }
    Block block = value.block();
    Given given =
        block
            .oneOf("env", "file")
            .<Given>map(choice ->
                choice.key().equals("env")
                    ? new Given.Environment(choice.value().text())
                    : new Given.File(choice.value().text()))
            .orElse(new Given.Plain(""));
    block.finish();
    return given;
  }
}
