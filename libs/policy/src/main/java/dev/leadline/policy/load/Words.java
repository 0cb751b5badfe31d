package dev.leadline.policy.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The words of a closed choice, listed in messages in the order given here.
final class Words {
  private Words() {}

  @SafeVarargs
  static <T> Map<String, T> inOrder(Map.Entry<String, T>... words) {
    Map<String, T> inOrder = new LinkedHashMap<>();
    for (Map.Entry<String, T> word : words) {
      inOrder.put(word.getKey(), word.getValue());
    }
    return Collections.unmodifiableMap(inOrder);
  }
}
