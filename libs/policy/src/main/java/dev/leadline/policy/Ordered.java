package dev.leadline.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Unmodifiable copies that keep the order of the policy files, which the copies of the platform do
/// not: explanations and boards list things as they were written.
final class Ordered {
  private Ordered() {}

  static <V> Map<String, V> copyOf(Map<String, V> map) {
    return mapped(map, UnaryOperator.identity());
  }

  static <V> Map<String, List<V>> copyOfLists(Map<String, List<V>> map) {
    return mapped(map, List::copyOf);
  }

  static <V> Map<String, Map<String, V>> copyOfMaps(Map<String, Map<String, V>> map) {
    return mapped(map, Ordered::copyOf);
  }

  static <E> Set<E> copyOf(Collection<E> elements) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(elements));
  }

  private static <V> Map<String, V> mapped(Map<String, V> map, UnaryOperator<V> copy) {
    Map<String, V> copied = new LinkedHashMap<>();
    map.forEach((key, value) -> copied.put(key, copy.apply(value)));
    return Collections.unmodifiableMap(copied);
  }
}
