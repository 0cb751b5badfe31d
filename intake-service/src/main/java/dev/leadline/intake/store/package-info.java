/// PostgreSQL.
@NullMarked
package dev.leadline.intake.store;

import org.jspecify.annotations.NullMarked;
