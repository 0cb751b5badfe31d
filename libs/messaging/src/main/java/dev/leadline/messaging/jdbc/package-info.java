/// What the stores of the services share: a table with a row a subject, read and written set-based.
@NullMarked
package dev.leadline.messaging.jdbc;

import org.jspecify.annotations.NullMarked;
