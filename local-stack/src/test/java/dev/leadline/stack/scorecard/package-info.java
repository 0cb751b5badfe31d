@org.jspecify.annotations.NullMarked
package dev.leadline.stack.scorecard;
