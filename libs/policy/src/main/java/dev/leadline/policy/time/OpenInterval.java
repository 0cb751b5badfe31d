package dev.leadline.policy.time;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a day in which people work: from its first minute up to, and without, its last.
/// Counted in minutes that the clock on the wall shows, from 0 to 1440.
public record OpenInterval(int fromMinute, int toMinute) {
  static final int MINUTES_A_DAY = 24 * 60;
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])|24:00");

  public OpenInterval {
    if (fromMinute < 0 || toMinute > MINUTES_A_DAY || fromMinute >= toMinute) {
      throw new IllegalArgumentException(
          "Interval %s-%s does not end after it begins, within one day; one that passes midnight is two"
              .formatted(text(fromMinute), text(toMinute)));
    }
  }

  /// Reads times such as `09:00`; a day ends at `24:00`.
  ///
  /// @throws IllegalArgumentException naming the text that is no time, or the interval that is
  ///   empty
  public static OpenInterval of(String from, String to) {
    return new OpenInterval(minute(from), minute(to));
  }

  @Override
  public String toString() {
    return text(fromMinute) + "-" + text(toMinute);
  }

  private static int minute(String time) {
    Matcher matcher = TIME.matcher(time);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Time '" + time + "' is not of the form HH:mm, from 00:00 to 24:00");
    }
    return matcher.group(1) == null
        ? MINUTES_A_DAY
        : Integer.parseInt(matcher.group(1)) * 60 + Integer.parseInt(matcher.group(2));
  }

  private static String text(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }
}
