package dev.leadline.intake.http;

import dev.leadline.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// Inflates compressed bodies, up to a limit, so that a small one cannot become a huge one.
final class Gzip {
  static final int MAX_INFLATED_BYTES = 4 << 20;

  private Gzip() {}

  /// @throws Problem 413 when it becomes too large, 400 when it is not gzip
  static byte[] inflate(byte[] compressed) {
    try (InputStream inflating = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] inflated = inflating.readNBytes(MAX_INFLATED_BYTES + 1);
      if (inflated.length > MAX_INFLATED_BYTES) {
        throw Problem.tooLarge("The body inflates to more than " + MAX_INFLATED_BYTES + " bytes");
      }
      return inflated;
    } catch (IOException notGzip) {
      throw Problem.badRequest("The body is not gzip, as its Content-Encoding says");
    }
  }
}
