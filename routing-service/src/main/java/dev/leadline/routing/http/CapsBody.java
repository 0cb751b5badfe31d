package dev.leadline.routing.http;

import dev.leadline.policy.RoutingPolicy.Caps;
import org.jspecify.annotations.Nullable;

/// The most leads a rep takes; what is left out has no cap.
public record CapsBody(
    @Nullable Integer open, @Nullable Integer perDay, @Nullable Integer perWeek) {

  static CapsBody of(Caps caps) {
    return new CapsBody(caps.open(), caps.perDay(), caps.perWeek());
  }

  Caps caps() {
    return new Caps(open, perDay, perWeek);
  }
}
