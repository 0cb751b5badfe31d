package dev.leadline.policy.cel;

import com.google.re2j.Pattern;
import dev.leadline.policy.Facts;
import dev.leadline.policy.cel.Term.CannotTell;
import java.util.Collection;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToIntBiFunction;

/// The operators and functions of CEL that conditions are mostly made of, with its logic of three
/// values (https://github.com/google/cel-spec, "Logical Operators"): what is missing does not
/// matter where the other side decides, and else makes the whole missing. Types were checked when
/// the condition was compiled.
final class Terms {
  private Terms() {}

  /// A value of the facts.
  static Term value(Variable variable) {
    return facts -> {
      Object value = variable.reader().read(facts);
      return value == null ? variable.whenMissing() : value;
    };
  }

  static Term constant(Object value) {
    return _ -> value;
  }

  static Term not(Term term) {
    return one(term, value -> !(Boolean) value);
  }

  static Term and(Term left, Term right) {
    return decidedBy(false, left, right);
  }

  static Term or(Term left, Term right) {
    return decidedBy(true, left, right);
  }

  static Term equal(Term left, Term right) {
    return two(left, right, Object::equals);
  }

  /// Decimals are compared as numbers: zero equals its negative, and what is no number nothing.
  static Term equalDecimals(Term left, Term right) {
    return two(left, right, (a, b) -> ((Double) a).doubleValue() == ((Double) b).doubleValue());
  }

  /// @param accepted which signs of a comparison hold
  static Term compared(Term left, Term right, IntPredicate accepted) {
    return two(left, right, (a, b) -> accepted.test(Long.compare((Long) a, (Long) b)));
  }

  static Term comparedDecimals(Term left, Term right, IntPredicate accepted) {
    return two(
        left,
        right,
        (a, b) -> {
          double first = (Double) a;
          double second = (Double) b;
          return !Double.isNaN(first)
              && !Double.isNaN(second)
              && accepted.test(first < second ? -1 : first > second ? 1 : 0);
        });
  }

  /// By code point, which is how Java compares texts without surrogates.
  static Term comparedTexts(Term left, Term right, IntPredicate accepted) {
    return two(
        left, right, (a, b) -> accepted.test(counted((String) a).compareTo(counted((String) b))));
  }

  static Term in(Term value, Collection<?> known) {
    return one(value, known::contains);
  }

  static Term in(Term value, Term list) {
    return two(value, list, (one, all) -> ((Collection<?>) all).contains(one));
  }

  static Term matches(Term text, Pattern pattern) {
    Matching matching = new Matching(pattern);
    return one(text, value -> matching.in((String) value));
  }

  /// A function of two texts.
  static Term texts(Term text, Term other, BiFunction<String, String, Object> function) {
    return two(text, other, (a, b) -> function.apply((String) a, (String) b));
  }

  /// A function of one text.
  static Term text(Term text, Function<String, Object> function) {
    return one(text, value -> function.apply((String) value));
  }

  /// Exact arithmetic; an overflow is CEL's to report.
  static Term arithmetic(Term left, Term right, BinaryOperator<Long> operator) {
    return two(
        left,
        right,
        (a, b) -> {
          try {
            return operator.apply((Long) a, (Long) b);
          } catch (ArithmeticException _) {
            throw new CannotTell();
          }
        });
  }

  static Term size(Term term) {
    return one(
        term,
        value ->
            value instanceof String text
                ? (long) text.codePointCount(0, text.length())
                : (long) ((Collection<?>) value).size());
  }

  static Term choice(Term condition, Term then, Term otherwise) {
    return facts ->
        switch (condition.of(facts)) {
          case Missing missing -> missing;
          case Object holds -> ((Boolean) holds ? then : otherwise).of(facts);
        };
  }

  /// What stands between two places in a text.
  static Term part(Term text, Term from, Term to) {
    return facts -> {
      Object begin = from.of(facts);
      Object end = to.of(facts);
      Object places = both(begin, end);
      Object value = text.of(facts);
      Object missing = both(value, places);
      if (missing instanceof Missing) {
        return missing;
      }
      String written = counted((String) value);
      if ((Long) begin < 0 || (Long) begin > (Long) end || (Long) end > written.length()) {
        throw new CannotTell();
      }
      return written.substring(Math.toIntExact((Long) begin), Math.toIntExact((Long) end));
    };
  }

  /// What follows a place in a text.
  static Term rest(Term text, Term from) {
    return two(
        text,
        from,
        (value, place) -> {
          String written = counted((String) value);
          long begin = (Long) place;
          if (begin < 0 || begin > written.length()) {
            throw new CannotTell();
          }
          return written.substring((int) begin);
        });
  }

  /// A search in a text; CEL refuses some of those in which a side is empty.
  static BiFunction<String, String, Object> searched(ToIntBiFunction<String, String> search) {
    return (text, sought) -> {
      if (text.isEmpty() || sought.isEmpty()) {
        throw new CannotTell();
      }
      return (long) search.applyAsInt(counted(text), sought);
    };
  }

  /// A text in which a place is the same for CEL, which counts code points, and for Java.
  static String counted(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        throw new CannotTell();
      }
    }
    return text;
  }

  private static Term decidedBy(boolean deciding, Term left, Term right) {
    Boolean decision = deciding;
    return facts -> {
      Object first = left.of(facts);
      if (first.equals(decision)) {
        return decision;
      }
      Object second = right.of(facts);
      if (second.equals(decision)) {
        return decision;
      }
      return both(first, second) instanceof Missing missing ? missing : (Object) !deciding;
    };
  }

  private static Term one(Term term, Function<Object, Object> function) {
    return facts -> {
      Object value = term.of(facts);
      return value instanceof Missing ? value : function.apply(value);
    };
  }

  private static Term two(Term left, Term right, BiFunction<Object, Object, Object> function) {
    return facts -> twoOf(facts, left, right, function);
  }

  private static Object twoOf(
      Facts facts, Term left, Term right, BiFunction<Object, Object, Object> function) {
    Object first = left.of(facts);
    Object second = right.of(facts);
    Object missing = both(first, second);
    return missing instanceof Missing ? missing : function.apply(first, second);
  }

  /// What is missing of two values; the first of them when nothing is.
  private static Object both(Object first, Object second) {
    if (first instanceof Missing one) {
      return second instanceof Missing other ? one.and(other) : one;
    }
    return second instanceof Missing ? second : first;
  }
}
