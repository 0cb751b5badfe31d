/// What the tests of every module share: real Kafka and PostgreSQL, builders of leads and events,
/// architecture rules, seeded randomness. Test scope only.
@NullMarked
package dev.leadline.testsupport;

import org.jspecify.annotations.NullMarked;
