@org.jspecify.annotations.NullMarked
package dev.leadline.messaging.tracing;
