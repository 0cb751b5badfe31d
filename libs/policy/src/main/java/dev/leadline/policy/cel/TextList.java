package dev.leadline.policy.cel;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A list that knows by hash what it contains, since `in` is what conditions do with lists.
final class TextList extends AbstractList<String> implements RandomAccess {
  private final List<String> entries;
  private final Set<String> index;

  TextList(List<String> entries) {
    this.entries = List.copyOf(entries);
    this.index = Set.copyOf(entries);
  }

  @Override
  public String get(int position) {
    return entries.get(position);
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public boolean contains(@Nullable Object value) {
    return value != null && index.contains(value);
  }
}
