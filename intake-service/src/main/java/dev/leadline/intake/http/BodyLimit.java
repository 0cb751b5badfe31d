package dev.leadline.intake.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Refuses a body that says it is too large before any of it is read.
@Singleton
class BodyLimit {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int BEFORE_THE_FRAMEWORKS_OWN_LIMIT = 1_000;

  private final DoorMetrics metrics;

  BodyLimit(DoorMetrics metrics) {
    this.metrics = metrics;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_THE_FRAMEWORKS_OWN_LIMIT);
  }

  private void check(RoutingContext request) {
    if (length(request) <= RequestContext.MAX_BYTES) {
      request.next();
      return;
    }
    metrics.refused("any", "too_large");
    if (request.request().version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    request
        .response()
        .setStatusCode(413)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .end(Buffer.buffer(problem()));
  }

  private static long length(RoutingContext request) {
    String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static byte[] problem() {
    try {
      return MAPPER.writeValueAsBytes(RequestContext.tooLarge().body());
    } catch (JsonProcessingException textsAreAlwaysWritable) {
      throw new IllegalStateException(textsAreAlwaysWritable);
    }
  }
}
