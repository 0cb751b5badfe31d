package dev.leadline.benchmarks;

import dev.leadline.events.LeadSnapshot;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A company of ten thousand reps in a thousand pools, with five hundred routing rules.
final class BigCompany {
  private static final int RULES = 500;
  private static final int POOLS = 1_000;
  private static final int MEMBERS = 10;

  /// Later rules ask for fewer employees: a policy in which one rule hides another is rejected.
  private static final int MOST = 10_000;

  /// The last rule but the one that matches everybody.
  private static final int LAST = RULES - 2;

  private BigCompany() {}

  /// A lead that the last two rules match, and no other.
  static LeadSnapshot lead() {
    Map<String, Object> fields = new TreeMap<>(Leads.ADA.fields());
    fields.put("company", "company-" + LAST);
    return new LeadSnapshot(Leads.ADA.id(), 1, Leads.START, fields);
  }

  /// The text of `reps.yaml`.
  static String reps() {
    return IntStream.range(0, POOLS * MEMBERS)
        .mapToObj("rep-%1$d: {name: Rep %1$d, email: rep-%1$d@leadline.example}"::formatted)
        .collect(Collectors.joining("\n"));
  }

  /// The text of `routing.yaml`.
  static String routing() {
    Stream<String> rules =
        IntStream.rangeClosed(0, LAST)
            .mapToObj(rule ->
                "  - {id: rule-%1$d, when: \"%2$s\", to: {pool: pool-%1$d}}"
                    .formatted(rule, when(rule)));
    Stream<String> pools = IntStream.range(0, POOLS).mapToObj(BigCompany::pool);
    return Stream.of(
            Stream.of("route-at: [mql]", "rules:"),
            rules,
            Stream.of("  - {id: everyone-else, to: {pool: pool-999}}"),
            Stream.of("queues: [triage]", "pools:"),
            pools)
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static String when(int rule) {
    return switch (rule % 3) {
      case 0 -> "lead.company == 'company-" + rule + "'";
      case 1 -> "lead.country in lists.north_america && lead.employees >= " + (MOST - rule);
      default -> "segment.enterprise && lead.employees >= " + (MOST - rule);
    };
  }

  private static String pool(int pool) {
    String members =
        IntStream.range(MEMBERS * pool, MEMBERS * (pool + 1))
            .mapToObj("rep-%d: 1"::formatted)
            .collect(Collectors.joining(", "));
    return "  pool-%d: {method: weighted-round-robin, members: {%s}, nobody: {then: {queue: triage}}}"
        .formatted(pool, members);
  }
}
