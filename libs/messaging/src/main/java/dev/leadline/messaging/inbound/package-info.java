/// The way in: partitions read in batches, each batch one transaction that holds its own position.
@NullMarked
package dev.leadline.messaging.inbound;

import org.jspecify.annotations.NullMarked;
