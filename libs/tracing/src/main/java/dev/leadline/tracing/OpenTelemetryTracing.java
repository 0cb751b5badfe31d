package dev.leadline.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Traces by OpenTelemetry's SDK.
public final class OpenTelemetryTracing implements Tracing {
  private static final String PATH = "/v1/traces";
  private static final int SECONDS_TO_SEND_THE_REST = 5;

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /// @param service as the spans name it
  /// @param share of the traces that begin here, from 0 to 1; those that begin elsewhere are
  ///   recorded when their beginner does
  /// @param spans where ended spans go
  public OpenTelemetryTracing(String service, double share, SpanProcessor spans) {
    Attributes names =
        Attributes.of(
            AttributeKey.stringKey("service.name"),
            service,
            AttributeKey.stringKey("service.namespace"),
            "leadline");
    provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(names)))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
            .addSpanProcessor(spans)
            .build();
    tracer = provider.get("dev.leadline");
  }

  /// Sends spans to a collector by OTLP over HTTP, in batches and on a thread of its own. What a
  /// collector that is away cannot take is lost, and nobody waits for it.
  ///
  /// @param endpoint such as `http://127.0.0.1:4318`
  static Tracing exportingTo(String endpoint, String service, double share) {
    String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(base.endsWith(PATH) ? base : base + PATH)
            .build();
    return new OpenTelemetryTracing(service, share, BatchSpanProcessor.builder(exporter).build());
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Step request(String name, @Nullable String traceparent) {
    Span span =
        tracer
            .spanBuilder(name)
            .setSpanKind(SpanKind.SERVER)
            .setParent(Traceparent.read(traceparent).orElse(Context.root()))
            .startSpan();
    return new Recorded(span);
  }

  @Override
  public Step step(Work work, String name, @Nullable String traceparent, Instant begun) {
    return Traceparent.read(traceparent)
        .filter(Traceparent::isSampled)
        .map(parent -> step(work, name, parent, begun))
        .orElse(Step.NONE);
  }

  private Step step(Work work, String name, Context parent, Instant begun) {
    SpanKind kind =
        switch (work) {
          case PUBLISH -> SpanKind.PRODUCER;
          case PROCESS -> SpanKind.CONSUMER;
        };
    return new Recorded(
        tracer
            .spanBuilder(name)
            .setSpanKind(kind)
            .setParent(parent)
            .setStartTimestamp(begun)
            .startSpan());
  }

  @Override
  public void close() {
    provider.shutdown().join(SECONDS_TO_SEND_THE_REST, TimeUnit.SECONDS);
  }

  private record Recorded(Span span) implements Step {
    @Override
    public String traceparent() {
      return Traceparent.write(span.getSpanContext());
    }

    @Override
    public Step with(String attribute, String value) {
      span.setAttribute(attribute, value);
      return this;
    }

    @Override
    public void done() {
      span.end();
    }

    @Override
    public void failed(String why) {
      span.setStatus(StatusCode.ERROR, why);
      span.end();
    }
  }
}
