package dev.leadline.sla.application;

import dev.leadline.events.ExceptionReason;
import dev.leadline.messaging.Duty;
import dev.leadline.sla.application.ClockBoard.Counts;
import dev.leadline.sla.application.Exceptions.Open;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What is open, counted every 15 seconds by the monitor on duty; the others tell nothing.
@ApplicationScoped
class OpenGauges {
  private final ClockBoard clocks;
  private final Exceptions exceptions;
  private final Notifications notifications;
  private final Duty duty;
  private final InstantSource time;
  private final Sparing sparing;
  private final MultiGauge openClocks;
  private final MultiGauge nearClocks;
  private final MultiGauge breachedClocks;
  private final MultiGauge openExceptions;
  private final MultiGauge oldestException;
  private final MultiGauge waiting;

  OpenGauges(
      ClockBoard clocks,
      Exceptions exceptions,
      Notifications notifications,
      Duty duty,
      InstantSource time,
      MeterRegistry meters) {
    this.clocks = clocks;
    this.exceptions = exceptions;
    this.notifications = notifications;
    this.duty = duty;
    this.time = time;
    this.sparing = new Sparing(time);
    openClocks = gauge(meters, "sla.clocks.open", "Clocks that are running or paused");
    nearClocks = gauge(meters, "sla.clocks.near", "Clocks due within a fifth of their budget");
    breachedClocks = gauge(meters, "sla.clocks.breached", "Open clocks whose budget is used up");
    openExceptions = gauge(meters, "exceptions.open", "Exceptions that are not resolved");
    oldestException =
        gauge(meters, "exceptions.oldest.seconds", "Since the oldest unresolved one was raised");
    waiting = gauge(meters, "notifications.waiting", "Notifications that are still to be sent");
  }

  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void count() {
    if (duty.isMine()) {
      sparing.run(this::countAll);
    } else {
      show(List.of(), Map.of(), Map.of(), time.instant());
    }
  }

  private void countAll() {
    Instant now = time.instant();
    show(clocks.counts(now), exceptions.openByReason(), notifications.waitingByChannel(), now);
  }

  private void show(
      List<Counts> counts, Map<ExceptionReason, Open> open, Map<String, Long> unsent, Instant now) {
    show(openClocks, counts, "target", Counts::target, Counts::open);
    show(nearClocks, counts, "target", Counts::target, Counts::near);
    show(breachedClocks, counts, "target", Counts::target, Counts::breached);
    show(
        openExceptions,
        open.entrySet(),
        "reason",
        it -> it.getKey().name(),
        it -> it.getValue().exceptions());
    show(
        oldestException,
        open.entrySet(),
        "reason",
        it -> it.getKey().name(),
        it -> Duration.between(it.getValue().oldest(), now).toSeconds());
    show(waiting, unsent.entrySet(), "channel", Map.Entry::getKey, Map.Entry::getValue);
  }

  private static <T> void show(
      MultiGauge gauge,
      Collection<T> lines,
      String tag,
      Function<T, String> name,
      Function<T, Number> value) {
    gauge.register(
        lines.stream()
            .<Row<?>>map(line -> Row.of(Tags.of(tag, name.apply(line)), value.apply(line)))
            .toList(),
        true);
  }

  private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
    return MultiGauge.builder("leadline." + name).description(description).register(meters);
  }
}
