package dev.leadline.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.logging.Logger;

/// Counts and logs the requests that were refused for want of proof or of a role. The log never
/// holds what was sent as proof.
@Singleton
final class Refusals {
  private static final Logger LOG = Logger.getLogger(Refusals.class);

  private final MeterRegistry meters;

  Refusals(MeterRegistry meters) {
    this.meters = meters;
  }

  void record(int status, ContainerRequestContext request) {
    Counter.builder("leadline.http.refused")
        .description("Requests refused for want of proof or of a role")
        .tag("status", String.valueOf(status))
        .register(meters)
        .increment();
    LOG.infof("Request refused status=%d request=%s", status, RequestName.of(request));
  }
}
