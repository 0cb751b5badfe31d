/// What a decision costs: the deciders under JMH, without broker or database.
@NullMarked
package dev.leadline.benchmarks;

import org.jspecify.annotations.NullMarked;
