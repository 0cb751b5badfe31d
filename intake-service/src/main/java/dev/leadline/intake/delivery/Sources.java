package dev.leadline.intake.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configured senders.
public final class Sources {
  private final Map<String, Source> byId = new LinkedHashMap<>();

  /// @throws IllegalArgumentException when two of them have the same id
  public Sources(List<Source> sources) {
    for (Source source : sources) {
      if (byId.put(source.id(), source) != null) {
        throw new IllegalArgumentException("Source '" + source.id() + "' is there twice");
      }
    }
  }

  public Optional<Source> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// In the order of the file.
  public List<Source> all() {
    return List.copyOf(byId.values());
  }

  /// Those of one kind, in the order of the file.
  public List<Source> of(SourceKind kind) {
    return byId.values().stream().filter(source -> source.kind() == kind).toList();
  }
}
