package dev.leadline.policy.cel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a condition asks of one value.
sealed interface Constraint {

  /// Both at once; empty when no value meets both.
  Optional<Constraint> and(Constraint other);

  /// Whether every value that meets this one meets the other.
  boolean implies(Constraint other);

  /// What is left of this one where the other does not hold: constraints that no value meets two
  /// of, and none when nothing is left.
  List<Constraint> without(Constraint other);

  private static List<Constraint> among(Set<String> texts) {
    return texts.isEmpty() ? List.of() : List.of(new Among(texts));
  }

  private static Set<String> difference(Set<String> from, Set<String> taken) {
    Set<String> left = new HashSet<>(from);
    left.removeAll(taken);
    return left;
  }

  /// One of several texts.
  record Among(Set<String> texts) implements Constraint {
    public Among {
      texts = Set.copyOf(texts);
    }

    @Override
    public Optional<Constraint> and(Constraint other) {
      Set<String> both = new HashSet<>(texts);
      switch (other) {
        case Among(Set<String> others) -> both.retainAll(others);
        case Outside(Set<String> others) -> both.removeAll(others);
        case Between _, Is _ -> {}
      }
      return both.isEmpty() ? Optional.empty() : Optional.of(new Among(both));
    }

    @Override
    public boolean implies(Constraint other) {
      return switch (other) {
        case Among(Set<String> others) -> others.containsAll(texts);
        case Outside(Set<String> others) -> texts.stream().noneMatch(others::contains);
        case Between _, Is _ -> false;
      };
    }

    @Override
    public List<Constraint> without(Constraint other) {
      return switch (other) {
        case Among(Set<String> others) -> among(difference(texts, others));
        case Outside(Set<String> others) -> among(difference(texts, difference(texts, others)));
        case Between _, Is _ -> List.of(this);
      };
    }
  }

  /// None of several texts.
  record Outside(Set<String> texts) implements Constraint {
    public Outside {
      texts = Set.copyOf(texts);
    }

    @Override
    public Optional<Constraint> and(Constraint other) {
      if (other instanceof Outside(Set<String> others)) {
        Set<String> both = new HashSet<>(texts);
        both.addAll(others);
        return Optional.of(new Outside(both));
      }
      return other instanceof Among ? other.and(this) : Optional.of(this);
    }

    @Override
    public boolean implies(Constraint other) {
      return other instanceof Outside(Set<String> others) && texts.containsAll(others);
    }

    @Override
    public List<Constraint> without(Constraint other) {
      return switch (other) {
        case Among(Set<String> others) -> {
          Set<String> neither = new HashSet<>(texts);
          neither.addAll(others);
          yield List.of(new Outside(neither));
        }
        case Outside(Set<String> others) -> among(difference(others, texts));
        case Between _, Is _ -> List.of(this);
      };
    }
  }

  /// A number, both ends included.
  ///
  /// @param whole whether there is no number between two whole ones
  record Between(double least, double most, boolean whole) implements Constraint {
    @Override
    public Optional<Constraint> and(Constraint other) {
      if (!(other instanceof Between(double otherLeast, double otherMost, _))) {
        return Optional.of(this);
      }
      Between both = new Between(Math.max(least, otherLeast), Math.min(most, otherMost), whole);
      return both.least > both.most ? Optional.empty() : Optional.of(both);
    }

    @Override
    public boolean implies(Constraint other) {
      return other instanceof Between(double otherLeast, double otherMost, _)
          && least >= otherLeast
          && most <= otherMost;
    }

    @Override
    public List<Constraint> without(Constraint other) {
      if (!(other instanceof Between(double otherLeast, double otherMost, _))) {
        return List.of(this);
      }
      List<Constraint> left = new ArrayList<>();
      if (otherLeast > least) {
        left.add(new Between(least, Math.min(most, below(otherLeast, whole)), whole));
      }
      if (otherMost < most) {
        left.add(new Between(Math.max(least, above(otherMost, whole)), most, whole));
      }
      return left;
    }

    /// The number that comes next.
    static double above(double number, boolean whole) {
      return whole ? Math.floor(number) + 1 : Math.nextUp(number);
    }

    /// The number that comes before.
    static double below(double number, boolean whole) {
      return whole ? Math.ceil(number) - 1 : Math.nextDown(number);
    }
  }

  /// True or false: a boolean value, or something that is not looked into.
  record Is(boolean value) implements Constraint {
    @Override
    public Optional<Constraint> and(Constraint other) {
      return equals(other) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public boolean implies(Constraint other) {
      return equals(other);
    }

    @Override
    public List<Constraint> without(Constraint other) {
      return equals(other) ? List.of() : List.of(this);
    }
  }
}
