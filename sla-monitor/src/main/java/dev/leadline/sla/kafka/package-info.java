/// The events of every service coming in.
@NullMarked
package dev.leadline.sla.kafka;

import org.jspecify.annotations.NullMarked;
