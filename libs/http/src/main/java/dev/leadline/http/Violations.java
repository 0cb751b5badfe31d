package dev.leadline.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Says which values of a request break a constraint.
final class Violations {
  private record Violation(String at, String message) {}

  private Violations() {}

  /// Whether the caller sent what is wrong; a method that returns something invalid is our fault.
  static boolean areOfTheCaller(ConstraintViolationException invalid) {
    return invalid.getConstraintViolations().stream()
        .flatMap(violation -> nodes(violation).stream())
        .noneMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
  }

  static Problem problem(ConstraintViolationException invalid) {
    List<Violation> violations =
        invalid.getConstraintViolations().stream()
            .map(violation -> new Violation(at(violation), violation.getMessage()))
            .sorted(Comparator.comparing(Violation::at).thenComparing(Violation::message))
            .toList();
    return Problem.badRequest(
            violations.stream()
                .map(violation -> "'" + violation.at() + "' " + violation.message())
                .collect(Collectors.joining("; ")))
        .with(
            "violations",
            violations.stream()
                .map(violation -> Map.of("at", violation.at(), "message", violation.message()))
                .toList());
  }

  private static String at(ConstraintViolation<?> violation) {
    return nodes(violation).stream()
        .filter(node -> node.getKind() != ElementKind.METHOD)
        .map(Path.Node::toString)
        .collect(Collectors.joining("."));
  }

  private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
    return StreamSupport.stream(violation.getPropertyPath().spliterator(), false).toList();
  }
}
