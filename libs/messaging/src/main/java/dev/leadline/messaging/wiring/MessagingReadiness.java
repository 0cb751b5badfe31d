package dev.leadline.messaging.wiring;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Down while records are not decided or events not published, with the reason.
@Readiness
@Singleton
public final class MessagingReadiness implements HealthCheck {
  private final MessagingLifecycle messaging;

  MessagingReadiness(MessagingLifecycle messaging) {
    this.messaging = messaging;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("messaging");
    messaging
        .trouble()
        .ifPresentOrElse(trouble -> response.down().withData("trouble", trouble), response::up);
    return response.build();
  }
}
