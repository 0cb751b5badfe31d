/// What is kept in PostgreSQL.
@NullMarked
package dev.leadline.sla.store;

import org.jspecify.annotations.NullMarked;
