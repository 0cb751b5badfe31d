package dev.leadline.policy.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The bands of fit: the least points of A, B and C; below C it is D.
final class Grades {
  private static final int MOST_POINTS = 1_000;

  private Grades() {}

  static Map<String, Integer> read(Block block) {
    Map<String, Integer> grades = new LinkedHashMap<>();
    int better = MOST_POINTS + 1;
    for (String grade : List.of("A", "B", "C")) {
      Value value = block.required(grade);
      int least = value.integer(-MOST_POINTS, MOST_POINTS);
      if (least >= better) {
        value.error("Grade %s begins at %d, not below the grade before".formatted(grade, least));
      }
      better = value.isAbsent() ? better : least;
      grades.put(grade, least);
    }
    block.finish();
    return grades;
  }
}
