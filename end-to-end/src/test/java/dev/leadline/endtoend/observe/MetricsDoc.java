package dev.leadline.endtoend.observe;

import dev.leadline.stack.infra.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tables of docs/metrics.md.
final class MetricsDoc {
  private static final Pattern LINE =
      Pattern.compile(
          "^\\| `(leadline[_:][\\w:]+)`(\\*?)(°?) \\| [^|]+ \\| ([^|]*)\\| .*\\|$",
          Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("`(\\w+)`");

  private MetricsDoc() {}

  /// A metric as it is documented.
  ///
  /// @param seldom whether it begins only when the thing happens that it counts
  /// @param shared whether it is read from a database, so that every replica tells the same
  record Line(boolean seldom, boolean shared, Set<String> labels) {}

  static Map<String, Line> lines() {
    Map<String, Line> lines = new TreeMap<>();
    Matcher line = LINE.matcher(text());
    while (line.find()) {
      Set<String> labels = new TreeSet<>();
      Matcher label = LABEL.matcher(line.group(4));
      while (label.find()) {
        labels.add(label.group(1));
      }
      lines.put(
          line.group(1), new Line(!line.group(2).isEmpty(), !line.group(3).isEmpty(), labels));
    }
    return lines;
  }

  private static String text() {
    try {
      return Files.readString(Checkout.root().resolve("docs/metrics.md"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
