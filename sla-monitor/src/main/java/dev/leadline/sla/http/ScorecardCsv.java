package dev.leadline.sla.http;

import dev.leadline.sla.scorecard.Card;
import dev.leadline.sla.scorecard.Measure;
import dev.leadline.sla.scorecard.Question;
import dev.leadline.sla.scorecard.Split;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The scorecard as CSV (RFC 4180), a line a measure. What is not known is empty.
final class ScorecardCsv {
  private static final String HEAD =
      "from,to,as_of,figure,unit,of,by,part,value,numerator,denominator,corrected_at\r\n";

  private ScorecardCsv() {}

  static String of(Card card) {
    return card.measures().stream()
        .map(measure -> line(card.question(), measure))
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String line(Question question, Measure measure) {
    Split split = measure.split();
    return Stream.of(
                cell(question.from()),
                cell(question.to()),
                cell(question.asOf()),
                cell(measure.figure().id()),
                cell(measure.figure().unit().name().toLowerCase(Locale.ROOT)),
                cell(measure.of()),
                cell(split == null ? null : split.word()),
                cell(measure.part()),
                cell(measure.value()),
                cell(measure.numerator()),
                cell(measure.denominator()),
                cell(measure.correctedAt()))
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return text.chars().anyMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
