/// What people and tools ask the monitor.
@NullMarked
package dev.leadline.sla.http;

import org.jspecify.annotations.NullMarked;
