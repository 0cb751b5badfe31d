package dev.leadline.messaging.jdbc;

/// How the values of a column travel.
public enum ColumnType {
  UUID("uuid"),
  TEXT("text"),
  INTEGER("integer"),
  TIMESTAMPTZ("timestamptz"),
  /// Any value, written as events are; travels as text.
  JSON("text");

  private final String array;

  ColumnType(String array) {
    this.array = array;
  }

  /// The type of the array that carries the values.
  String array() {
    return array;
  }

  /// How a statement reads the value out of the array.
  String cast(String value) {
    return this == JSON ? value + "::json" : value;
  }
}
