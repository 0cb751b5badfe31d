@NullMarked
package dev.leadline.policy.http;

import org.jspecify.annotations.NullMarked;
