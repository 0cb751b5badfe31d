/// Leadline on one machine: PostgreSQL, Kafka and the five services as processes that start, stop
/// and are looked at together.
///
/// [dev.leadline.stack.local.RunningStack] owns the processes; it lives in the background process
/// of [dev.leadline.stack.local.Supervisor], or in a test. [dev.leadline.stack.local.LocalStack] is
/// how the command talks to it.
@NullMarked
package dev.leadline.stack.local;

import org.jspecify.annotations.NullMarked;
