@org.jspecify.annotations.NullMarked
package dev.leadline.policy.describe;
