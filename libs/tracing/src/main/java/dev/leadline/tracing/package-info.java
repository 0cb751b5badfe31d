/// Traces of deliveries through the services. Off unless an endpoint is set; then nothing of
/// OpenTelemetry is loaded and nothing is done.
@NullMarked
package dev.leadline.tracing;

import org.jspecify.annotations.NullMarked;
