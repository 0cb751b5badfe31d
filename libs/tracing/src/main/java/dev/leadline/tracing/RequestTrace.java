package dev.leadline.tracing;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/// The trace that the request in hand is part of, for what is said because of it.
@RequestScoped
public class RequestTrace {
  private Step step = Step.NONE;

  public Step step() {
    return step;
  }

  public void began(Step answering) {
    step = answering;
  }

  /// The parent of what is said because of the request in hand; null when none is in hand, or it is
  /// part of no trace. To be asked on the thread that the request was given to.
  public static @Nullable String traceparent() {
    ArcContainer container = Arc.container();
    return container != null && container.requestContext().isActive()
        ? container.instance(RequestTrace.class).get().step().traceparent()
        : null;
  }
}
