@NullMarked
package dev.leadline.routing.http;

import org.jspecify.annotations.NullMarked;
