package dev.leadline.policy.load;

import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Where the characters of a scalar stand in its file. Folding, indentation and escapes make the
/// value differ from what is written; walking both in step finds the place of each character that
/// is not white space exactly, and that of white space to the place where it was folded.
final class ScalarPlaces {
  private static final Map<Integer, Integer> ESCAPED_DIGITS =
      Map.of((int) 'x', 2, (int) 'u', 4, (int) 'U', 8);

  private final SourceFile file;
  private final ScalarNode node;
  private final int[] value;

  ScalarPlaces(SourceFile file, ScalarNode node) {
    this.file = file;
    this.node = node;
    this.value = node.getValue().codePoints().toArray();
  }

  /// The offset in the file of a place in the value.
  ///
  /// @param line of the value, from 1
  /// @param column of that line in code points, from 0
  int offset(int line, int column) {
    int target = lineStart(line) + column;
    int at = contentStart();
    for (int index = 0; index < Math.min(target, value.length); index++) {
      at = isSpace(value[index]) ? afterSpace(at, value[index]) : afterWritten(skipSpace(at));
    }
    return target < value.length && !isSpace(value[target]) ? skipSpace(at) : at;
  }

  private int lineStart(int line) {
    int start = 0;
    for (int current = 1; current < line; current++) {
      while (start < value.length && value[start] != '\n') {
        start++;
      }
      start++;
    }
    return start;
  }

  private int contentStart() {
    int start = node.getStartMark().getIndex();
    ScalarStyle style = node.getScalarStyle();
    if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
      while (start < file.length() && file.codePointAt(start) != '\n') {
        start++;
      }
      return start;
    }
    return style == ScalarStyle.PLAIN ? start : start + 1;
  }

  /// A space that is written as a line break, or a line break of the value, is passed by what
  /// follows it.
  private int afterSpace(int at, int space) {
    if (at < file.length() && file.codePointAt(at) == space) {
      return at + 1;
    }
    int next = skipSpace(at);
    return isEscapedSpace(next) ? afterEscape(next) : at;
  }

  /// `\t`, `\n`, `\r`, a space, or one by its number.
  private boolean isEscapedSpace(int at) {
    return node.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
        && at + 1 < file.length()
        && file.codePointAt(at) == '\\'
        && "tnr xuU".indexOf(file.codePointAt(at + 1)) >= 0;
  }

  private int afterWritten(int at) {
    if (at >= file.length()) {
      return at;
    }
    return switch (node.getScalarStyle()) {
      case SINGLE_QUOTED -> file.codePointAt(at) == '\'' ? at + 2 : at + 1;
      case DOUBLE_QUOTED -> file.codePointAt(at) == '\\' ? afterEscape(at) : at + 1;
      default -> at + 1;
    };
  }

  private int afterEscape(int at) {
    return at + 2 + ESCAPED_DIGITS.getOrDefault(file.codePointAt(at + 1), 0);
  }

  private int skipSpace(int at) {
    int next = at;
    while (next < file.length() && (isSpace(file.codePointAt(next)) || isContinuation(next))) {
      next++;
    }
    return next;
  }

  /// A backslash at the end of a line of a double-quoted scalar stands for nothing.
  private boolean isContinuation(int at) {
    return node.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
        && file.codePointAt(at) == '\\'
        && at + 1 < file.length()
        && isSpace(file.codePointAt(at + 1))
        && file.codePointAt(at + 1) != ' ';
  }

  private static boolean isSpace(int codePoint) {
    return codePoint == ' ' || codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
  }
}
