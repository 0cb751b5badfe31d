@NullMarked
package dev.leadline.routing.application;

import org.jspecify.annotations.NullMarked;
