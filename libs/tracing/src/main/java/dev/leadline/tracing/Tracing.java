package dev.leadline.tracing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes down what was done for one delivery or request, by whom and for how long.
public interface Tracing extends AutoCloseable {
  /// Traces nothing.
  Tracing OFF =
      new Tracing() {
        @Override
        public boolean isOn() {
          return false;
        }

        @Override
        public Step request(String name, @Nullable String traceparent) {
          return Step.NONE;
        }

        @Override
        public Step step(Work work, String name, @Nullable String traceparent, Instant begun) {
          return Step.NONE;
        }

        @Override
        public void close() {}
      };

  /// What a step does.
  enum Work {
    /// Hands a record to the broker.
    PUBLISH,
    /// Takes a record from the broker and decides on it.
    PROCESS
  }

  /// Whether anything is traced at all; what is done for traces only can be left undone when not.
  boolean isOn();

  /// Begins the answer to a request.
  ///
  /// @param traceparent the caller's, of which it becomes a part; a new trace begins when it is
  ///   null or none
  Step request(String name, @Nullable String traceparent);

  /// Begins a part of a trace.
  ///
  /// @param traceparent of which it is a part; [Step#NONE] comes back when it is null, none, or not
  ///   to be recorded
  Step step(Work work, String name, @Nullable String traceparent, Instant begun);

  /// Sends what was not sent yet.
  @Override
  void close();
}
