/// The servers that Leadline stands on, each a process of its own: a Kafka broker and a PostgreSQL
/// server, both bound to loopback.
///
/// Both can be stopped, killed as a crash would, and started again on the same data and port, by
/// the local stack and by tests.
@NullMarked
package dev.leadline.stack.infra;

import org.jspecify.annotations.NullMarked;
