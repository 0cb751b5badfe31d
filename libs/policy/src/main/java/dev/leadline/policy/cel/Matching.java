package dev.leadline.policy.cel;

import com.google.re2j.Pattern;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Whether a pattern is found in texts. It keeps the answers for the short texts that it was asked
/// of last: job titles and countries come again and again, and RE2 takes microseconds for what a
/// look into a table takes nanoseconds. Safe for use by many threads.
final class Matching {
  private static final int KEPT = 2_048;
  private static final int LONGEST = 64;

  private final Pattern pattern;
  private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

  Matching(Pattern pattern) {
    this.pattern = pattern;
  }

  boolean in(String text) {
    return text.length() > LONGEST ? find(text) : remembered(text);
  }

  private boolean remembered(String text) {
    Boolean known = answers.get(text);
    if (known != null) {
      return known;
    }
    boolean found = find(text);
    if (answers.size() >= KEPT) {
      answers.clear();
    }
    answers.put(text, found);
    return found;
  }

  private boolean find(String text) {
    return pattern.matcher(text).find();
  }
}
