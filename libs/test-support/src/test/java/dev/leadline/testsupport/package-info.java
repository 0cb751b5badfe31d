@NullMarked
package dev.leadline.testsupport;

import org.jspecify.annotations.NullMarked;
