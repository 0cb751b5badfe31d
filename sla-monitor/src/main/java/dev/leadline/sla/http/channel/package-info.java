/// How messages get out: a small adapter a kind of channel.
@NullMarked
package dev.leadline.sla.http.channel;

import org.jspecify.annotations.NullMarked;
