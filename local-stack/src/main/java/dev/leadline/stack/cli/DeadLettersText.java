package dev.leadline.stack.cli;

import dev.leadline.stack.deadletter.Letter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Dead letters for people: a table, and of each why.
final class DeadLettersText {
  private static final String ROW = "%-11s  %-36s  %-20s  %-9s  %s%n";
  private static final int LONGEST_REASON = 160;

  private DeadLettersText() {}

  static String of(List<Letter> letters) {
    if (letters.isEmpty()) {
      return "There are no dead letters.%n".formatted();
    }
    StringBuilder text =
        new StringBuilder(ROW.formatted("service", "id", "put aside", "", "record"));
    for (Letter letter : letters) {
      text.append(
          ROW.formatted(
              letter.service(),
              letter.id(),
              letter.at().truncatedTo(ChronoUnit.SECONDS),
              letter.sentBack() ? "sent back" : "",
              (letter.place() + " " + letter.type()).strip()));
      text.append("%11s  %s%n".formatted("", cut(letter.reason())));
    }
    return text.toString();
  }

  private static String cut(String reason) {
    String line = reason.lines().findFirst().orElse("no reason given");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }
}
