package dev.leadline.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/// What a client wants of the forms that an answer has.
public final class Accepts {
  private Accepts() {}

  /// Whether a type is what the client accepts before all others. Who accepts anything names none.
  public static boolean first(HttpHeaders headers, MediaType type) {
    MediaType wanted = headers.getAcceptableMediaTypes().getFirst();
    return !wanted.isWildcardType() && wanted.isCompatible(type);
  }
}
