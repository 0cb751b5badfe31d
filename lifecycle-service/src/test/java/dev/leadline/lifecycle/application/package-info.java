@org.jspecify.annotations.NullMarked
package dev.leadline.lifecycle.application;
