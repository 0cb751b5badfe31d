/// The doors of the senders, and what people ask about leads and quarantine.
@NullMarked
package dev.leadline.intake.http;

import org.jspecify.annotations.NullMarked;
