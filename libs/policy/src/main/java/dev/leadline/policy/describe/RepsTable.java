package dev.leadline.policy.describe;

import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.policy.RoutingPolicy.Leave;
import dev.leadline.policy.RoutingPolicy.Rep;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The people who get leads.
final class RepsTable {
  private RepsTable() {}

  static void write(Collection<Rep> reps, Markdown text) {
    if (!reps.isEmpty()) {
      text.heading(3, "Reps");
      text.paragraph("As the policy has them; availability is changed at run time.");
      text.table(
          List.of("rep", "name", "team", "hours", "languages", "skills", "caps", "away"),
          reps.stream().map(RepsTable::row).toList());
    }
  }

  private static List<String> row(Rep rep) {
    return List.of(
        Markdown.code(rep.id()),
        rep.active() ? rep.name() : rep.name() + ", inactive",
        rep.countedIn().map(Markdown::code).orElse(""),
        rep.calendar() == null ? "always" : Markdown.code(rep.calendar()),
        String.join(", ", rep.languages()),
        Markdown.codes(rep.skills()),
        caps(rep.caps()),
        String.join("; ", rep.leave().stream().map(RepsTable::inWords).toList()));
  }

  private static String caps(Caps caps) {
    return String.join(
        ", ",
        Stream.of(
                cap(caps.open(), "open"),
                cap(caps.perDay(), "a day"),
                cap(caps.perWeek(), "a week"))
            .filter(words -> !words.isEmpty())
            .toList());
  }

  private static String cap(@Nullable Integer most, String of) {
    return most == null ? "" : most + " " + of;
  }

  /// Whole days as people say them, the last one included.
  private static String inWords(Leave leave) {
    return isMidnight(leave.from()) && isMidnight(leave.until())
        ? leave.from().toLocalDate() + " to " + leave.until().toLocalDate().minusDays(1)
        : leave.from() + " until " + leave.until();
  }

  private static boolean isMidnight(LocalDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT);
  }
}
