package dev.leadline.intake.http;

import dev.leadline.http.Problem;
import dev.leadline.intake.delivery.RequestHeaders;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what every door needs of a request.
final class RequestContext {
  /// Larger bodies are refused with 413.
  static final int MAX_BYTES = 1 << 20;

  private RequestContext() {}

  static RequestHeaders headers(HttpHeaders request) {
    Map<String, String> headers = new HashMap<>();
    request.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new RequestHeaders(headers);
  }

  /// The raw body; empty when none was sent.
  ///
  /// @throws Problem 413 when it is too large
  static byte[] body(byte @Nullable [] body) {
    if (body == null) {
      return new byte[0];
    }
    if (body.length > MAX_BYTES) {
      throw tooLarge();
    }
    return body;
  }

  static Problem tooLarge() {
    return Problem.tooLarge("The body has more than " + MAX_BYTES + " bytes");
  }
}
