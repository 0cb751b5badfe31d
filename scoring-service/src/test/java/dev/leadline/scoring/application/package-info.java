@org.jspecify.annotations.NullMarked
package dev.leadline.scoring.application;
