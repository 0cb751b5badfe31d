/// Events as they came: bytes that are looked into without being read.
@NullMarked
package dev.leadline.sla.wire;

import org.jspecify.annotations.NullMarked;
