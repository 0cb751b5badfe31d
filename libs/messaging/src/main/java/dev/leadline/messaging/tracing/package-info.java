/// What of batches, requests and the outbox is part of a trace.
@NullMarked
package dev.leadline.messaging.tracing;

import org.jspecify.annotations.NullMarked;
