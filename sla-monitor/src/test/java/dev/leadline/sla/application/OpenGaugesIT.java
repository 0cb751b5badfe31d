package dev.leadline.sla.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.ExceptionReason;
import dev.leadline.sla.ShortPromises;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Act;
import dev.leadline.sla.notification.Notice.Severity;
import dev.leadline.sla.notification.Notice.Subject.OfExceptions;
import dev.leadline.testsupport.StackResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is open is told by one monitor, so that a sum over all of them is right.
@QuarkusTest
@WithTestResource(StackResource.class)
@WithTestResource(ShortPromises.class)
class OpenGaugesIT {
  private static final String CHANNEL = "told-by-one";
  private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

  @Inject ClockBoard clocks;
  @Inject Exceptions exceptions;
  @Inject Notifications notifications;
  @Inject DataSource database;

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private boolean onDuty;
  private OpenGauges gauges;

  @BeforeEach
  void oneNotificationWaits() throws SQLException {
    gauges =
        new OpenGauges(
            clocks, exceptions, notifications, () -> onDuty, InstantSource.system(), meters);
    try (Connection connection = database.getConnection()) {
      notifications.add(connection, List.of(notice()));
    }
  }

  @Test
  void aMonitorTellsWhatWaitsForAsLongAsItIsOnDuty() {
    // when
    gauges.count();

    // then
    assertThat(meters.find("leadline.notifications.waiting").gauges()).isEmpty();

    // when
    onDuty = true;
    gauges.count();

    // then
    assertThat(meters.get("leadline.notifications.waiting").tag("channel", CHANNEL).gauge().value())
        .isEqualTo(1);

    // when
    onDuty = false;
    gauges.count();

    // then
    assertThat(meters.find("leadline.notifications.waiting").gauges()).isEmpty();
  }

  private static Notice notice() {
    return new Notice(
        new UUID(2100, 1),
        CHANNEL,
        CHANNEL,
        Act.TRIGGER,
        Severity.INFO,
        "key",
        new OfExceptions(ExceptionReason.STUCK, "routing"),
        "Waits",
        FAR,
        FAR,
        null,
        null);
  }
}
