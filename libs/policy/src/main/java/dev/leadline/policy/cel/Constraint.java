package dev.leadline.policy.cel;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a condition asks of one value.
sealed interface Constraint {

  /// Both at once; empty when no value meets both.
  Optional<Constraint> and(Constraint other);

  /// Whether every value that meets this one meets the other.
  boolean implies(Constraint other);

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
  }

  /// A number, both ends included.
  record Between(double least, double most) implements Constraint {
    @Override
    public Optional<Constraint> and(Constraint other) {
      if (!(other instanceof Between(double otherLeast, double otherMost))) {
        return Optional.of(this);
      }
      Between both = new Between(Math.max(least, otherLeast), Math.min(most, otherMost));
      return both.least > both.most ? Optional.empty() : Optional.of(both);
    }

    @Override
    public boolean implies(Constraint other) {
      return other instanceof Between(double otherLeast, double otherMost)
          && least >= otherLeast
          && most <= otherMost;
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
  }
}
