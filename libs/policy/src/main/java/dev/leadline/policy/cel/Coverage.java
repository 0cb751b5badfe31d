package dev.leadline.policy.cel;

import dev.leadline.policy.cel.Formula.Case;
import java.util.List;

/// Whether cases together take all of another one: what the first takes is cut off, and the pieces
/// that are left have to be taken by the others.
///
/// What it says is certain. It does not see that a condition and its opposite take everything when
/// the case does not say that their value is known, for then it may be missing; and it gives up
/// after so many pieces.
final class Coverage {
  private static final int MOST_PIECES = 5_000;

  private int pieces;

  private Coverage() {}

  static boolean isCovered(Case one, List<Case> others) {
    return new Coverage().covers(others, one);
  }

  private boolean covers(List<Case> others, Case piece) {
    if (++pieces > MOST_PIECES) {
      return false;
    }
    List<Case> near =
        others.stream()
            .filter(piece::knows)
            .filter(other -> piece.contradiction(other).isEmpty())
            .toList();
    if (near.stream().anyMatch(piece::implies)) {
      return true;
    }
    return !near.isEmpty()
        && piece.without(near.getFirst()).stream()
            .allMatch(left -> covers(near.subList(1, near.size()), left));
  }
}
