@NullMarked
package dev.leadline.simulator.cli;

import org.jspecify.annotations.NullMarked;
