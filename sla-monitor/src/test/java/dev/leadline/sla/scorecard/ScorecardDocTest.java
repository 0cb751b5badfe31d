package dev.leadline.sla.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// docs/scorecard.md says of the figures what the code says. Run with `-Dleadline.write` to write
/// it there.
class ScorecardDocTest {
  private static final Path PAGE =
      Path.of(System.getProperty("leadline.root", "..")).resolve("docs/scorecard.md");
  private static final String BEGIN = "held to it by ScorecardDocTest -->\n";
  private static final String END = "<!-- end -->";

  @Test
  void thePageDefinesTheFiguresAsTheCodeDoes() throws IOException {
    // given
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String figures =
        Stream.of(Figure.values()).map(ScorecardDocTest::told).collect(Collectors.joining());
    if (System.getProperty("leadline.write") != null) {
      Files.writeString(PAGE, page.substring(0, begin) + figures + page.substring(end));
    }

    // then
    page = Files.readString(PAGE);
    assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
        .isEqualTo(figures);
  }

  private static String told(Figure figure) {
    String grain = figure.grain() == Grain.ALL ? "" : ", for each " + figure.grain().label();
    return "### %s\n`%s`, %s%s; %s is better. Gauge `%s`.\n\n%s\n\n%s%s\n"
        .formatted(
            figure.title(),
            figure.id(),
            figure.unit().name().toLowerCase(Locale.ROOT),
            grain,
            figure.better() == Better.MORE ? "more" : "less",
            figure.gauge().replace('.', '_')
                + (grain.isEmpty() ? "" : "{" + figure.grain().label() + "}"),
            figure.definition(),
            line("Numerator", figure.numerator()),
            line("Denominator", figure.denominator()));
  }

  private static String line(String name, @Nullable String words) {
    return words == null ? "" : "- " + name + ": " + words + "\n";
  }
}
