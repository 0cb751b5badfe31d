/// Who is told what when a clock runs out, and when to say it again.
@NullMarked
package dev.leadline.sla.notification;

import org.jspecify.annotations.NullMarked;
