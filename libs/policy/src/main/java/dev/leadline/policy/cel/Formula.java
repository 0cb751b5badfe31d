package dev.leadline.policy.cel;

import dev.leadline.policy.Condition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// When a condition holds, as far as that can be told without a lead: in any of several cases. What
/// is said of formulas is certain; where they cannot tell, nothing is said.
///
/// @param cases none when the condition can never hold
/// @param contradicted the values of which some case asked what no value meets, such as
///   `lead.employees`; such cases are not among the others
public record Formula(List<Case> cases, SortedSet<String> contradicted) {
  /// A condition that always holds.
  public static final Formula ALWAYS =
      new Formula(List.of(new Case(new TreeMap<>())), new TreeSet<>());

  public Formula {
    cases = List.copyOf(cases);
    contradicted = Collections.unmodifiableSortedSet(contradicted);
  }

  /// The formula of a condition; empty when it is too large to tell, or was not compiled.
  public static Optional<Formula> of(Condition condition) {
    return condition instanceof CelCondition cel ? cel.formula(true) : Optional.empty();
  }

  /// One way in which a condition holds: every value meets its constraint.
  ///
  /// @param constraints by what they are of, such as `lead.country`
  public record Case(SortedMap<String, Constraint> constraints) {
    public Case {
      constraints = Collections.unmodifiableSortedMap(constraints);
    }

    static Case of(String subject, Constraint constraint) {
      return new Case(new TreeMap<>(Map.of(subject, constraint)));
    }

    /// The value of which both ask what no value meets; empty when they go together.
    Optional<String> contradiction(Case other) {
      return constraints.entrySet().stream()
          .filter(entry -> {
            Constraint asked = other.constraints.get(entry.getKey());
            return asked != null && entry.getValue().and(asked).isEmpty();
          })
          .map(Map.Entry::getKey)
          .findFirst();
    }

    /// Both at once, of cases that go together.
    Case and(Case other) {
      SortedMap<String, Constraint> both = new TreeMap<>(constraints);
      other.constraints.forEach((subject, asked) ->
          both.merge(subject, asked, (own, more) -> own.and(more).orElseThrow()));
      return new Case(both);
    }

    boolean implies(Case other) {
      return other.constraints.entrySet().stream()
          .allMatch(asked -> implies(asked.getKey(), asked.getValue()));
    }

    /// What is left of this case where the other does not hold, of cases that go together; of each
    /// value that the other asks of, this one [#knows].
    List<Case> without(Case other) {
      List<Case> left = new ArrayList<>();
      Case rest = this;
      for (Map.Entry<String, Constraint> asked : other.constraints.entrySet()) {
        Constraint own = rest.constraints.get(asked.getKey());
        if (own != null) {
          for (Constraint remaining : own.without(asked.getValue())) {
            left.add(rest.with(asked.getKey(), remaining));
          }
          rest = rest.with(asked.getKey(), own.and(asked.getValue()).orElseThrow());
        }
      }
      return left;
    }

    private Case with(String subject, Constraint constraint) {
      SortedMap<String, Constraint> changed = new TreeMap<>(constraints);
      changed.put(subject, constraint);
      return new Case(changed);
    }

    /// Whether every value is known here that the other asks of: where one may be missing, the
    /// other does not hold.
    boolean knows(Case other) {
      return other.constraints.entrySet().stream()
          .allMatch(asked ->
              constraints.containsKey(asked.getKey()) || isKnown(asked.getKey(), asked.getValue()));
    }

    private boolean implies(String subject, Constraint asked) {
      Constraint own = constraints.get(subject);
      return own == null ? isKnown(subject, asked) : own.implies(asked);
    }

    /// What is asked about a value holds only when the value is known.
    private boolean isKnown(String subject, Constraint asked) {
      return subject.startsWith(Vocabulary.HAS)
          && asked.equals(new Constraint.Is(true))
          && constraints.containsKey(HasMacro.subject(subject));
    }

    /// Whether they differ in one value only, and there each allows what the other does not.
    boolean crosses(Case other) {
      if (!constraints.keySet().equals(other.constraints.keySet())) {
        return false;
      }
      List<String> different =
          constraints.entrySet().stream()
              .filter(entry -> !entry.getValue().equals(other.constraints.get(entry.getKey())))
              .map(Map.Entry::getKey)
              .toList();
      return different.size() == 1
          && !implies(other)
          && !other.implies(this)
          && contradiction(other).isEmpty();
    }
  }

  /// Whether the condition can hold at all.
  public boolean isPossible() {
    return !cases.isEmpty();
  }

  /// Whether one of the others holds whenever this one does, be it a different one for different
  /// leads.
  public boolean isWithin(List<Formula> others) {
    List<Case> all = others.stream().flatMap(other -> other.cases.stream()).toList();
    return cases.stream().allMatch(one -> Coverage.isCovered(one, all));
  }

  /// Whether both can hold at once although neither was meant as a special case of the other: they
  /// differ in one value, and there each allows what the other does not.
  public boolean overlaps(Formula other) {
    return cases.stream().anyMatch(one -> other.cases.stream().anyMatch(one::crosses));
  }
}
