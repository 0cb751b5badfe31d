package dev.leadline.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.leadline.events.EventCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The fingerprint of what a decision was made from, by which a replay shows that it decided the
/// same thing.
public final class InputDigest {
  private static final ObjectMapper CANONICAL =
      EventCodec.mapper()
          .copy()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private InputDigest() {}

  /// SHA-256, in hexadecimal, over the JSON of each part, each followed by a newline. Maps are
  /// ordered by key; a set has to have an order of its own, such as a `SequencedSet`.
  ///
  /// @param parts values that the events' JSON can write: records, texts, numbers, times, null
  public static String of(@Nullable Object... parts) {
    MessageDigest digest = Sha256.create();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      for (Object part : parts) {
        CANONICAL.writeValue(out, part);
        out.write('\n');
      }
    } catch (IOException notWritable) {
      throw new IllegalArgumentException("A part of the input has no JSON", notWritable);
    }
    return Hex.text(digest.digest());
  }
}
