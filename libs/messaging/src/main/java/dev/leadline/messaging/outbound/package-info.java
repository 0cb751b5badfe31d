/// The way out: records written to the write-ahead log inside a transaction, and the relay that
/// brings them to Kafka.
@NullMarked
package dev.leadline.messaging.outbound;

import org.jspecify.annotations.NullMarked;
