package dev.leadline.intake.normalisation;

import java.text.Normalizer;
import java.util.Optional;

/// Text that every store and reader can take.
public final class CleanText {
  /// Longer texts are cut here.
  public static final int MAX_LENGTH = 4_000;

  private CleanText() {}

  /// Without control characters (NUL among them; line breaks and tabs become spaces), unpaired
  /// surrogates and surrounding space, in Unicode's composed form (NFC), cut to [#MAX_LENGTH].
  ///
  /// @return empty when nothing is left
  public static Optional<String> of(String text) {
    StringBuilder kept = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
    int next = 0;
    while (next < text.length() && kept.length() < MAX_LENGTH) {
      int point = text.codePointAt(next);
      next += Character.charCount(point);
      if (Character.isWhitespace(point)) {
        kept.append(' ');
      } else if (isReadable(point)) {
        kept.appendCodePoint(point);
      }
    }
    String clean = Normalizer.normalize(kept, Normalizer.Form.NFC).strip();
    return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
  }

  private static boolean isReadable(int point) {
    return !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
  }
}
