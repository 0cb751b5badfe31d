/// The door to PostgreSQL.
@NullMarked
package dev.leadline.lifecycle.store;

import org.jspecify.annotations.NullMarked;
