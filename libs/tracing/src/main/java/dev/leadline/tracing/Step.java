package dev.leadline.tracing;

import org.jspecify.annotations.Nullable;

/// A part of a trace while it lasts; a span. To be ended once, by any thread.
public interface Step {
  /// Part of no trace.
  Step NONE =
      new Step() {
        @Override
        public @Nullable String traceparent() {
          return null;
        }

        @Override
        public Step with(String attribute, String value) {
          return this;
        }

        @Override
        public void done() {}

        @Override
        public void failed(String why) {}
      };

  /// What its own parts are to name as their parent, as the W3C's Trace Context writes it; null
  /// when it is part of no trace.
  @Nullable String traceparent();

  /// @return this step
  Step with(String attribute, String value);

  void done();

  /// @param why without personal data
  void failed(String why);
}
