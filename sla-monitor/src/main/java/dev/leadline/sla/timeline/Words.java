package dev.leadline.sla.timeline;

import dev.leadline.events.Actor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Small words for headlines.
final class Words {
  private Words() {}

  static String of(Actor actor) {
    return actor.kind().name().toLowerCase(Locale.ROOT) + " " + actor.name();
  }

  /// `page_viewed` as `Page viewed`.
  static String spoken(String type) {
    String text = type.replace('_', ' ').replace('-', ' ');
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /// A length of time to the second, such as `1 d 4 h` or `5 min 30 s`.
  static String length(Duration duration) {
    List<String> parts = new ArrayList<>();
    add(parts, duration.toDaysPart(), "d");
    add(parts, duration.toHoursPart(), "h");
    add(parts, duration.toMinutesPart(), "min");
    add(parts, duration.toSecondsPart(), "s");
    return parts.isEmpty() ? "0 s" : String.join(" ", parts);
  }

  private static void add(List<String> parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + " " + unit);
    }
  }
}
