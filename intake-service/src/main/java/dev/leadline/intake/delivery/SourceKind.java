package dev.leadline.intake.delivery;

import java.util.Arrays;
import java.util.Optional;

/// The protocols that senders speak.
public enum SourceKind {
  HUBSPOT("hubspot"),
  SEGMENT("segment"),
  STANDARD_WEBHOOKS("standard-webhooks"),
  CLOUDEVENTS("cloudevents"),
  WEB_FORM("web-form");

  private final String id;

  SourceKind(String id) {
    this.id = id;
  }

  /// The name in the sources file and in the catalogue.
  public String id() {
    return id;
  }

  /// The kind of that name; empty when there is none.
  public static Optional<SourceKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }
}
