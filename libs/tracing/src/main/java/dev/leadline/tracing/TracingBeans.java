package dev.leadline.tracing;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Turns tracing on where an endpoint is set.
final class TracingBeans {
  private static final Logger LOG = Logger.getLogger(TracingBeans.class);

  @Produces
  @Singleton
  Tracing tracing(
      @ConfigProperty(name = "leadline.service") String service,
      @ConfigProperty(name = "leadline.tracing.endpoint") Optional<String> endpoint,
      @ConfigProperty(name = "leadline.tracing.share", defaultValue = "1") double share) {
    if (endpoint.isEmpty()) {
      return Tracing.OFF;
    }
    LOG.infof("Tracing is on endpoint=%s share=%s", endpoint.get(), share);
    return OpenTelemetryTracing.exportingTo(endpoint.get(), service, share);
  }

  void close(@Disposes Tracing tracing) {
    tracing.close();
  }
}
