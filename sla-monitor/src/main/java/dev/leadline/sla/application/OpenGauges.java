package dev.leadline.sla.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/// What is open, counted every 15 seconds.
@ApplicationScoped
class OpenGauges {
  private final Scorecards clocks;
  private final Exceptions exceptions;
  private final MultiGauge openClocks;
  private final MultiGauge openExceptions;
  private final MultiGauge waiting;
  private final Notifications notifications;

  OpenGauges(
      Scorecards clocks, Exceptions exceptions, Notifications notifications, MeterRegistry meters) {
    this.notifications = notifications;
    this.waiting =
        MultiGauge.builder("leadline.notifications.waiting")
            .description("Notifications that are still to be sent")
            .register(meters);
    this.clocks = clocks;
    this.exceptions = exceptions;
    this.openClocks =
        MultiGauge.builder("leadline.sla.clocks.open")
            .description("Clocks that are running or paused")
            .register(meters);
    this.openExceptions =
        MultiGauge.builder("leadline.exceptions.open")
            .description("Exceptions that are not resolved")
            .register(meters);
  }

  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void count() {
    openClocks.register(
        clocks.openClocks().stream()
            .map(open -> MultiGauge.Row.of(Tags.of("target", open.target()), open.count()))
            .toList(),
        true);
    openExceptions.register(
        exceptions.openByReason().entrySet().stream()
            .map(
                open -> MultiGauge.Row.of(Tags.of("reason", open.getKey().name()), open.getValue()))
            .toList(),
        true);
    waiting.register(
        notifications.waitingByChannel().entrySet().stream()
            .map(each -> MultiGauge.Row.of(Tags.of("channel", each.getKey()), each.getValue()))
            .toList(),
        true);
  }
}
