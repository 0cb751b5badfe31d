package dev.leadline.http;

import dev.leadline.tracing.RequestTrace;
import dev.leadline.tracing.Step;
import dev.leadline.tracing.Tracing;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/// Answers every request in a step of the caller's trace, or of a new one. The step is named for
/// the method that answers, such as `WebhookResource.receive`, and not for the path, which may name
/// a lead.
@Singleton
public class TraceOfRequest {
  private static final int SERVER_ERROR = 500;

  private final Tracing tracing;
  private final RequestTrace trace;

  TraceOfRequest(Tracing tracing, RequestTrace trace) {
    this.tracing = tracing;
    this.trace = trace;
  }

  @ServerRequestFilter
  public void begin(ContainerRequestContext request, SimpleResourceInfo resource) {
    if (tracing.isOn()) {
      String name = resource.getResourceClass().getSimpleName() + "." + resource.getMethodName();
      trace.began(
          tracing
              .request(name, request.getHeaderString("traceparent"))
              .with("http.request.method", request.getMethod()));
    }
  }

  @ServerResponseFilter
  public void end(ContainerResponseContext response) {
    if (tracing.isOn()) {
      String status = Integer.toString(response.getStatus());
      Step step = trace.step().with("http.response.status_code", status);
      if (response.getStatus() >= SERVER_ERROR) {
        step.failed("status " + status);
      } else {
        step.done();
      }
    }
  }
}
