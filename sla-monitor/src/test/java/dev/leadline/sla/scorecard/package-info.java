@org.jspecify.annotations.NullMarked
package dev.leadline.sla.scorecard;
