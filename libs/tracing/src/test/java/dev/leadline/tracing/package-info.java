@org.jspecify.annotations.NullMarked
package dev.leadline.tracing;
