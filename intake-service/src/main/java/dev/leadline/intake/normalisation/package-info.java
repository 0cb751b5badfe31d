/// One way to write each value: e-mail, phone, domain, country, numbers, text.
@NullMarked
package dev.leadline.intake.normalisation;

import org.jspecify.annotations.NullMarked;
