/// What the audit trail costs, and how fast it answers, on a PostgreSQL of its own.
@NullMarked
package dev.leadline.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
