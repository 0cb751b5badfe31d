package dev.leadline.sla.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The members of a JSON object, found in its bytes in one pass: strings and brackets are skipped
/// and nothing is decoded. What is no object has no members.
public final class JsonObject {
  private final byte[] json;
  private final int from;
  private final int to;

  private JsonObject(byte[] json, int from, int to) {
    this.json = json;
    this.from = from;
    this.to = to;
  }

  public static JsonObject of(byte[] json) {
    return new JsonObject(json, 0, json.length);
  }

  /// The object that a member holds; empty when there is none such.
  public Optional<JsonObject> object(String name) {
    return member(name)
        .filter(it -> json[it.valueFrom] == '{')
        .map(it -> new JsonObject(json, it.valueFrom, it.to));
  }

  /// The text that a member holds, as long as nothing in it is escaped; empty when there is none.
  public Optional<String> text(String name) {
    return member(name)
        .filter(it -> json[it.valueFrom] == '"')
        .map(it ->
            new String(json, it.valueFrom + 1, it.to - it.valueFrom - 2, StandardCharsets.UTF_8));
  }

  /// The bytes of this object without the object that a member holds; the same bytes when there is
  /// none such.
  public byte[] withoutObject(String name) {
    return member(name).filter(it -> json[it.valueFrom] == '{').map(this::without).orElse(json);
  }

  private byte[] without(Member member) {
    int after = blank(member.to);
    int cutFrom = member.from;
    int cutTo = after;
    if (at(after) == ',') {
      cutTo = after + 1;
    } else {
      for (int before = member.from - 1; before > from && cutFrom == member.from; before--) {
        cutFrom = json[before] == ',' ? before : cutFrom;
        if (json[before] == '{') {
          break;
        }
      }
    }
    byte[] rest = new byte[json.length - (cutTo - cutFrom)];
    System.arraycopy(json, 0, rest, 0, cutFrom);
    System.arraycopy(json, cutTo, rest, cutFrom, json.length - cutTo);
    return rest;
  }

  /// @param from where its name begins
  /// @param valueFrom where its value begins
  /// @param to where its value ends
  private record Member(int from, int valueFrom, int to) {}

  private Optional<Member> member(String name) {
    int at = blank(from);
    if (at(at) != '{') {
      return Optional.empty();
    }
    do {
      int key = blank(at + 1);
      int keyEnd = afterValue(key);
      int colon = blank(keyEnd);
      if (at(key) != '"' || at(colon) != ':') {
        return Optional.empty();
      }
      int value = blank(colon + 1);
      int valueEnd = afterValue(value);
      if (valueEnd > to) {
        return Optional.empty();
      }
      if (isNamed(key, keyEnd, name)) {
        return Optional.of(new Member(key, value, valueEnd));
      }
      at = blank(valueEnd);
    } while (at(at) == ',');
    return Optional.empty();
  }

  private boolean isNamed(int key, int keyEnd, String name) {
    if (keyEnd - key - 2 != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (json[key + 1 + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Behind the value that begins there; behind the end of all when it does not end.
  private int afterValue(int at) {
    return switch (at(at)) {
      case '"' -> afterString(at);
      case '{', '[' -> afterBrackets(at);
      default -> afterWord(at);
    };
  }

  private int afterString(int at) {
    for (int next = at + 1; next < to; next++) {
      if (json[next] == '"') {
        return next + 1;
      }
      if (json[next] == '\\') {
        next++;
      }
    }
    return to + 1;
  }

  private int afterBrackets(int at) {
    int depth = 0;
    for (int next = at; next < to; next++) {
      switch (json[next]) {
        case '"' -> next = afterString(next) - 1;
        case '{', '[' -> depth++;
        case '}', ']' -> {
          depth--;
          if (depth == 0) {
            return next + 1;
          }
        }
        default -> {
          // Within a value.
        }
      }
    }
    return to + 1;
  }

  private int afterWord(int at) {
    int next = at;
    while (next < to && json[next] != ',' && json[next] != '}' && json[next] > ' ') {
      next++;
    }
    return next == at ? to + 1 : next;
  }

  private int blank(int at) {
    int next = at;
    while (next < to && json[next] >= 0 && json[next] <= ' ') {
      next++;
    }
    return next;
  }

  private int at(int index) {
    return index < to ? json[index] : -1;
  }
}
