/// What needs a person: the queue of exceptions, and how each kind is cared for.
@NullMarked
package dev.leadline.sla.exception;

import org.jspecify.annotations.NullMarked;
