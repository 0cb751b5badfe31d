package dev.leadline.policy.load;

import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyIssue.Severity;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The text of a policy file, by code point, which is how the YAML reader counts.
final class SourceFile {
  private final String name;
  private final int[] codePoints;
  private final int[] lineStarts;

  SourceFile(String name, String text) {
    this.name = name;
    this.codePoints = text.codePoints().toArray();
    this.lineStarts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, codePoints.length)
                    .filter(offset -> codePoints[offset] == '\n')
                    .map(offset -> offset + 1))
            .toArray();
  }

  String name() {
    return name;
  }

  String text() {
    return text(0, codePoints.length);
  }

  int length() {
    return codePoints.length;
  }

  int codePointAt(int offset) {
    return codePoints[offset];
  }

  /// The number of the line that holds the offset, from 1.
  int lineOf(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  PolicyIssue issue(Severity severity, int offset, String message) {
    int within = Math.clamp(offset, 0, codePoints.length);
    int line = lineOf(within);
    int start = lineStarts[line - 1];
    return new PolicyIssue(
        severity,
        name,
        line,
        within - start + 1,
        message,
        codePoints.length == 0 ? null : line(line));
  }

  private String line(int line) {
    int end = line < lineStarts.length ? lineStarts[line] - 1 : codePoints.length;
    return text(lineStarts[line - 1], end).replaceAll("\\r$", "");
  }

  private String text(int from, int to) {
    return new String(codePoints, from, to - from);
  }
}
