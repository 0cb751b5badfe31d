@NullMarked
package dev.leadline.routing.application.simulation;

import org.jspecify.annotations.NullMarked;
