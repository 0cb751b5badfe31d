@NullMarked
package dev.leadline.http;

import org.jspecify.annotations.NullMarked;
