package dev.leadline.simulator.history;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Keeps texts that come again and again once, such as countries, sources and topics. Safe for use
/// by many threads: what one of them puts out is made anew by the next that asks.
final class Texts {
  private static final int SLOTS = 1 << 12;
  private static final int LONGEST = 40;

  private final @Nullable String[] kept = new @Nullable String[SLOTS];

  /// The text of the parser's current token; no token may be null.
  String of(JsonParser json) throws IOException {
    int length = json.getTextLength();
    if (length > LONGEST) {
      return json.getText();
    }
    char[] characters = json.getTextCharacters();
    int from = json.getTextOffset();
    int slot = slot(characters, from, length);
    String known = kept[slot];
    if (known != null && same(known, characters, from, length)) {
      return known;
    }
    String made = new String(characters, from, length);
    kept[slot] = made;
    return made;
  }

  private static int slot(char[] characters, int from, int length) {
    int hash = length;
    for (int at = from; at < from + length; at++) {
      hash = hash * 31 + characters[at];
    }
    return (hash ^ hash >>> 12) & SLOTS - 1;
  }

  private static boolean same(String known, char[] characters, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int at = 0; at < length; at++) {
      if (known.charAt(at) != characters[from + at]) {
        return false;
      }
    }
    return true;
  }
}
