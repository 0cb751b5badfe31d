package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Everything that is asked of Prometheus, and where.
final class Expressions {
  private static final Pattern COMMANDS =
      Pattern.compile("query='([^']*)'|query=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private Expressions() {}

  /// What boards show and what is recorded: it ought to be there at any time.
  static Stream<Expression> shown() {
    return Stream.concat(panels(), of(AlertRules.recordings())).distinct();
  }

  /// What alerts look for, which is not there while all is well.
  static Stream<Expression> alerts() {
    return of(AlertRules.alerts());
  }

  /// What runbooks ask for.
  static Stream<Expression> runbooks() {
    return Runbooks.names().stream()
        .map(Runbooks::text)
        .flatMap(page -> COMMANDS.matcher(page).results())
        .map(it ->
            it.group(1) != null
                ? it.group(1)
                : it.group(2)
                    .replace("\\\"", "\"")
                    .replaceAll("\\$[A-Z]+", Matcher.quoteReplacement("routing")))
        .map(Expression::new)
        .distinct();
  }

  static Stream<Expression> all() {
    return Stream.of(shown(), alerts(), runbooks()).flatMap(it -> it).distinct();
  }

  static Stream<Expression> panels() {
    return Board.all().stream()
        .flatMap(board -> board.panels().stream())
        .flatMap(panel -> panel.queries().stream())
        .map(query -> Expression.ofPanel(query.expr()));
  }

  private static Stream<Expression> of(List<JsonNode> rules) {
    return rules.stream().map(rule -> new Expression(rule.path("expr").asText()));
  }
}
