package dev.leadline.intake.identity;

import java.util.Comparator;

/// Something that belongs to one person only.
///
/// @param kind `email`, `phone`, `anonymous`, or `external:` and the source whose id it is
/// @param value the e-mail in lower case, the phone in E.164, the id as the source writes it
public record Key(String kind, String value) implements Comparable<Key> {
  /// Longer values are no ids but something else.
  public static final int MAX_LENGTH = 500;

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::kind).thenComparing(Key::value);

  public static Key email(String lower) {
    return new Key("email", lower);
  }

  public static Key phone(String e164) {
    return new Key("phone", e164);
  }

  public static Key anonymous(String id) {
    return new Key("anonymous", id);
  }

  public static Key external(String source, String id) {
    return new Key("external:" + source, id);
  }

  /// The order in which keys are locked.
  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
