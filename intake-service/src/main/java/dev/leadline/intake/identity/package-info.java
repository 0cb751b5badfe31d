/// Who it is: which lead an observation belongs to, which leads are one person, and what is news.
@NullMarked
package dev.leadline.intake.identity;

import org.jspecify.annotations.NullMarked;
