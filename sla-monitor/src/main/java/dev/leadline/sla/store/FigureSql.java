package dev.leadline.sla.store;

import dev.leadline.sla.scorecard.Split;
import dev.leadline.sla.store.FigureQuery.Column;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text of a [FigureQuery]: one row for the whole and one for each part of each split, which
/// has its name in `part_<split>`.
///
/// What adds up is counted once for each combination of parts, of which there are few, and then
/// summed; else every row would be counted once for every split.
record FigureSql(FigureQuery query, List<Split> splits) {

  String text() {
    boolean summing = !splits.isEmpty() && query.columns().stream().allMatch(Column::addsUp);
    return summing
        ? "select what, max(corrected_at) as corrected_at"
            + each(", part_%s"::formatted)
            + aggregates((_, name) -> "sum(" + name + ")")
            + ("\nfrom (" + counted("\ngroup by what" + each(", part_%s"::formatted)) + ") counted")
            + groupingSets()
        : counted(groupingSets());
  }

  private String counted(String groups) {
    return "select what, max(recorded_at) filter (where recorded_at >= :to) as corrected_at"
        + each(", part_%s"::formatted)
        + aggregates((aggregate, _) -> aggregate)
        + "\nfrom (select f.*"
        + splits.stream()
            .map(split -> ", %s as part_%s".formatted(part(split), split.word()))
            .collect(Collectors.joining())
        + "\nfrom (\n"
        + query.rows()
        + ") f\n"
        + (ofLastOwner() ? LastOwners.JOIN : "")
        + ") f"
        + groups;
  }

  private String groupingSets() {
    return "\ngroup by grouping sets ((what)" + each(", (what, part_%s)"::formatted) + ")";
  }

  private String each(Function<String, String> text) {
    return splits.stream().map(Split::word).map(text).collect(Collectors.joining());
  }

  private boolean ofLastOwner() {
    return !query.owned() && splits.stream().anyMatch(LastOwners::areAskedFor);
  }

  private String part(Split split) {
    String owner = query.owned() ? "f" : LastOwners.NAME;
    return switch (split) {
      case SEGMENT -> "coalesce(f.segment, 'none')";
      case SOURCE -> "coalesce(f.source, 'none')";
      case TEAM -> "coalesce(%s.team, 'none')".formatted(owner);
      case REP -> "coalesce(%s.rep, 'none')".formatted(owner);
      case WEEK -> "to_char(f.happened_at at time zone 'UTC', 'IYYY-\"W\"IW')";
    };
  }

  @FunctionalInterface
  private interface Expression {
    String of(String aggregate, String name);
  }

  private String aggregates(Expression expression) {
    StringBuilder sql = new StringBuilder();
    for (int number = 0; number < query.columns().size(); number++) {
      Column each = query.columns().get(number);
      sql.append(aggregate(each.numerator(), "numerator_" + number, expression))
          .append(aggregate(each.denominator(), "denominator_" + number, expression))
          .append(aggregate(each.value(), "value_" + number, expression));
    }
    return sql.toString();
  }

  private static String aggregate(@Nullable String aggregate, String name, Expression expression) {
    return aggregate == null ? "" : "\n, %s as %s".formatted(expression.of(aggregate, name), name);
  }
}
