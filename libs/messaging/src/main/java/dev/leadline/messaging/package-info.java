/// The shape that every service shares: batches of one partition in, one database transaction,
/// events out through the write-ahead log. Knows the envelope of the published contract and no
/// business word.
@NullMarked
package dev.leadline.messaging;

import org.jspecify.annotations.NullMarked;
