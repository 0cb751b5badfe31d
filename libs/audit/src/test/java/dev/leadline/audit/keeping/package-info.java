@NullMarked
package dev.leadline.audit.keeping;

import org.jspecify.annotations.NullMarked;
