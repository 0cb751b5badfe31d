package dev.leadline.simulator.report;

import dev.leadline.events.Candidate;
import dev.leadline.events.Event;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.Reason;
import dev.leadline.events.RoutingFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A decision who gets a lead, in words.
final class Sentences {
  private Sentences() {}

  /// A sentence a step; one that says so when nothing was decided.
  static List<String> of(@Nullable Event placing) {
    return switch (placing) {
      case null -> List.of("The lead is not routed.");
      case LeadAssigned it ->
          told(
              "The lead goes to "
                  + it.owner()
                  + (it.pool() == null ? "" : " of pool '" + it.pool() + "'")
                  + " by '"
                  + it.rule()
                  + "'.",
              it.because(),
              it.candidates());
      case LeadQueued it ->
          told(
              "The lead waits in '" + it.queue() + "' by rule '" + it.rule() + "'.",
              it.because(),
              it.candidates());
      case LeadSuppressed it ->
          told("The lead goes to nobody by rule '" + it.rule() + "'.", it.because(), List.of());
      case RoutingFailed it ->
          told("The lead finds no owner: " + it.detail() + ".", it.because(), it.candidates());
      default -> List.of();
    };
  }

  /// A duration as people say it, such as `15 min`.
  static String duration(Duration duration) {
    if (duration.toSecondsPart() > 0) {
      return duration.toString();
    }
    long minutes = duration.toMinutes();
    return minutes % 60 == 0 && minutes > 0 ? minutes / 60 + " h" : minutes + " min";
  }

  private static List<String> told(
      String outcome, List<Reason> because, List<Candidate> candidates) {
    List<String> told = new ArrayList<>(List.of(outcome));
    because.forEach(reason -> told.add(sentence(reason)));
    String passedOver =
        candidates.stream()
            .filter(candidate -> candidate.skipped() != null)
            .map(candidate -> candidate.rep() + " " + candidate.skipped())
            .collect(Collectors.joining(", "));
    if (!passedOver.isEmpty()) {
      told.add("Passed over: " + passedOver + ".");
    }
    return told;
  }

  private static String sentence(Reason reason) {
    String verdict = reason.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return reason.rule()
        + ": "
        + verdict
        + (reason.detail().isEmpty() ? "" : " (" + reason.detail() + ")")
        + ".";
  }
}
