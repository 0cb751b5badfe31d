/// What people and tools ask of routing.
@NullMarked
package dev.leadline.routing.http;

import org.jspecify.annotations.NullMarked;
