/// Database transactions that publish, and which of their failures are worth another try.
@NullMarked
package dev.leadline.messaging.transaction;

import org.jspecify.annotations.NullMarked;
