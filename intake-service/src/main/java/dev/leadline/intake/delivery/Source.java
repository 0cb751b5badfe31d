package dev.leadline.intake.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A configured sender.
///
/// @param id its name in URLs, events and metrics
/// @param kind the protocol it speaks
/// @param secrets what proves that a delivery comes from it; several while one is being replaced;
///   empty only for a web form that anyone may post
/// @param url the public URL that it was given, where its signature covers it; null when that is
///   the URL of the request
public record Source(String id, SourceKind kind, List<String> secrets, @Nullable String url) {

  public Source {
    if (id.isBlank()) {
      throw new IllegalArgumentException("A source has no id");
    }
    secrets = List.copyOf(secrets);
    if (secrets.isEmpty() && kind != SourceKind.WEB_FORM) {
      throw new IllegalArgumentException(
          "Source '" + id + "' of kind " + kind.id() + " has no secret");
    }
  }

  /// Without the secrets, for logs.
  @Override
  public String toString() {
    return kind.id() + ":" + id;
  }
}
