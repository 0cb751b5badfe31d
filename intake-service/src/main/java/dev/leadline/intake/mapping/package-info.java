/// From what a sender wrote to what it says of a person, by the policy's catalogue.
@NullMarked
package dev.leadline.intake.mapping;

import org.jspecify.annotations.NullMarked;
