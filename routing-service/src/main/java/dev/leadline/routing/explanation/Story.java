package dev.leadline.routing.explanation;

import dev.leadline.events.Reason;
import dev.leadline.policy.RoutingPolicy.Method;
import dev.leadline.routing.assignment.Explanation;
import dev.leadline.routing.assignment.PoolAsked;
import dev.leadline.routing.assignment.PoolAsked.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A routing decision as a rep would tell it, a sentence a step.
public final class Story {
  private Story() {}

  /// What came of it first, then how it came to that, in order.
  public static List<String> of(Explanation explanation) {
    List<String> sentences = new ArrayList<>();
    sentences.add(outcome(explanation));
    explanation.considered().stream()
        .filter(reason -> !asksPool(reason))
        .map(reason -> Words.considered(reason) + ".")
        .forEach(sentences::add);
    explanation.pools().forEach(pool -> tell(pool, sentences));
    return sentences;
  }

  private static boolean asksPool(Reason reason) {
    return reason.rule().startsWith("pool:");
  }

  private static String outcome(Explanation explanation) {
    String by = explanation.rule() == null ? "" : " by rule '" + explanation.rule() + "'";
    String pool = explanation.pool() == null ? "" : " of pool '" + explanation.pool() + "'";
    return switch (explanation.outcome()) {
      case "assigned" -> "The lead went to " + explanation.owner() + pool + by + ".";
      case "kept" ->
          "The lead stayed with " + explanation.owner() + ", for nobody else could take it.";
      case "held" -> "The lead waits for a member" + pool + by + ".";
      case "queued" -> "The lead is in a queue" + by + ".";
      case "suppressed" -> "The lead goes to nobody" + by + ".";
      case "failed" -> "The lead found no owner" + by + ".";
      default -> "The lead is " + explanation.outcome() + by + ".";
    };
  }

  private static void tell(PoolAsked pool, List<String> sentences) {
    sentences.add("Pool '" + pool.pool() + "' was asked: " + pool.summary() + ".");
    pool.members().stream()
        .filter(member -> member.skipped() != null)
        .map(member -> Words.skipped(member) + ".")
        .forEach(sentences::add);
    String chosen = pool.chosen();
    if (chosen == null) {
      return;
    }
    sentences.add(
        pool.member(chosen).map(member -> why(pool.method(), member)).orElse(chosen) + ".");
    if (!pool.tied().isEmpty()) {
      sentences.add(
          pool.tied().stream().collect(Collectors.joining(", "))
              + " had just as good a claim; "
              + chosen
              + " stands first in member order.");
    }
  }

  private static String why(Method method, Contender chosen) {
    return switch (method) {
      case WEIGHTED_ROUND_ROBIN ->
          chosen.rep()
              + " was next by share: weight "
              + chosen.weight()
              + ", and before this lead "
              + chosen.rep()
              + " "
              + Words.owed(chosen.debt());
      case LEAST_LOADED ->
          chosen.rep()
              + " had the least to do: "
              + chosen.openLeads()
              + " open leads at weight "
              + chosen.weight();
      case FIRST_AVAILABLE -> chosen.rep() + " was the first available in member order";
    };
  }
}
