package dev.leadline.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.tracing.Tracing.Work;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenTelemetryTracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final Instant BEGUN = Instant.parse("2026-03-02T09:00:00Z");

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();

  @Test
  void aRequestIsPartOfTheTraceOfItsCaller() {
    // when
    tracing(0).request("POST", "00-" + TRACE + "-" + PARENT + "-01").done();

    // then
    assertThat(only().getTraceId()).isEqualTo(TRACE);
    assertThat(only().getParentSpanId()).isEqualTo(PARENT);
    assertThat(only().getKind()).isEqualTo(SpanKind.SERVER);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-" + TRACE,
        "00-00000000000000000000000000000000-" + PARENT + "-01",
        "ff-" + TRACE + "-" + PARENT + "-01",
        "00-" + TRACE + "-" + PARENT + "-01-more"
      })
  void aRequestThatNamesNoTraceBeginsOne(String traceparent) {
    // when
    Step step = tracing(1).request("POST", traceparent);
    step.done();

    // then
    assertThat(only().getTraceId()).isNotEqualTo(TRACE);
    assertThat(step.traceparent())
        .isEqualTo("00-%s-%s-01".formatted(only().getTraceId(), only().getSpanId()));
  }

  @Test
  void aStepIsPartOfWhatItsTraceparentNames() {
    // given
    Tracing tracing = tracing(1);
    Step request = tracing.request("POST", null);

    // when
    Step step =
        tracing.step(Work.PROCESS, "process leadline.intake.v1", request.traceparent(), BEGUN);
    step.with("messaging.system", "kafka").failed("PSQLException");
    request.done();

    // then
    SpanData process = spans.getFinishedSpanItems().getFirst();
    SpanData answer = spans.getFinishedSpanItems().getLast();
    assertThat(process.getTraceId()).isEqualTo(answer.getTraceId());
    assertThat(process.getParentSpanId()).isEqualTo(answer.getSpanId());
    assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(process.getStartEpochNanos()).isEqualTo(BEGUN.getEpochSecond() * 1_000_000_000L);
    assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(process.getResource().getAttributes().asMap()).containsValue("routing");
  }

  @Test
  void whatIsNotRecordedHasNoSteps() {
    // given
    Tracing tracing = tracing(0);

    // when
    Step request = tracing.request("POST", null);
    Step step = tracing.step(Work.PUBLISH, "publish", request.traceparent(), BEGUN);
    request.done();

    // then
    assertThat(step).isSameAs(Step.NONE);
    assertThat(request.traceparent()).endsWith("-00");
    assertThat(tracing.step(Work.PUBLISH, "publish", null, BEGUN)).isSameAs(Step.NONE);
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  private SpanData only() {
    List<SpanData> finished = spans.getFinishedSpanItems();
    assertThat(finished).hasSize(1);
    return finished.getFirst();
  }

  private Tracing tracing(double share) {
    return new OpenTelemetryTracing("routing", share, SimpleSpanProcessor.create(spans));
  }
}
