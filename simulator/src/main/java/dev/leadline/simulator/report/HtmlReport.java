package dev.leadline.simulator.report;

import dev.leadline.simulator.report.Report.Example;
import dev.leadline.simulator.report.Report.Flow;
import dev.leadline.simulator.report.Report.Table;
import dev.leadline.simulator.report.Report.Totals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// A report as one page that needs nothing else: no network, no script.
public final class HtmlReport {
  private HtmlReport() {}

  /// The page.
  public static String of(Report report) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>What a policy would change</title>
    <style>
    %s</style>
    </head>
    <body>
    <header>
    <h1>What this policy would change</h1>
    <p class="facts">%s</p>
        <p class="legend"><span class="was"></span> before <span class="is"></span> after</p>
    </header>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(style(), facts(report), content(report));
  }

  private static String content(Report report) {
    if (report.isSame()) {
      return cards(report) + "<p class=\"same\">Nothing would differ.</p>\n";
    }
    StringBuilder page = new StringBuilder(cards(report));
    page.append(
        flows("moves", "From where to where", "Leads that would end elsewhere.", report.moves()));
    page.append("<div class=\"grid\">\n");
    report.tables().stream()
        .filter(table -> !table.rows().isEmpty())
        .forEach(table -> page.append(table(table)));
    page.append("</div>\n");
    page.append(
        flows(
            "rules",
            "Rules responsible",
            "The rule that took a lead, and the one that would.",
            report.rules()));
    if (!report.examples().isEmpty()) {
      page.append("<section id=\"examples\"><h2>Examples</h2>\n");
      report.examples().forEach(example -> page.append(example(example)));
      page.append("</section>\n");
    }
    return page.toString();
  }

  private static String facts(Report report) {
    Totals totals = report.totals();
    String period =
        totals.from() == null
            ? ""
            : " · " + minute(totals.from()) + " to " + minute(totals.until());
    return escape(
        "Policy %s against %s%s"
            .formatted(
                brief(report.policyAfter()),
                report.policyBefore() == null
                    ? "what was recorded"
                    : "policy " + brief(report.policyBefore()),
                period));
  }

  private static String minute(@org.jspecify.annotations.Nullable String instant) {
    return instant == null ? "" : instant.substring(0, 16).replace('T', ' ') + " UTC";
  }

  private static String brief(String version) {
    return version.substring(0, Math.min(12, version.length()));
  }

  private static String cards(Report report) {
    Totals totals = report.totals();
    return "<div class=\"cards\">\n"
        + card(totals.leads(), "leads decided again", "")
        + card(totals.unchanged(), "unchanged", share(totals.unchanged(), totals.leads()))
        + card(totals.moved(), "moved", share(totals.moved(), totals.leads()))
        + card(totals.staged(), "with other stages", share(totals.staged(), totals.leads()))
        + card(totals.scored(), "with another score", share(totals.scored(), totals.leads()))
        + (totals.leftOut() == 0
            ? ""
            : card(totals.leftOut(), "left out: their beginning is not recorded", ""))
        + (totals.untold() == 0
            ? ""
            : card(totals.untold(), "events heard at once: no turn tells when", ""))
        + "</div>\n";
  }

  private static String card(long number, String what, String share) {
    return "<div class=\"card\"><b>%s</b><span>%s</span><i>%s</i></div>%n"
        .formatted(number(number), what, share);
  }

  private static String share(int some, int all) {
    return all == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100.0 * some / all);
  }

  private static String table(Table table) {
    return "<section id=\"%s\"><h2>%s</h2><p>%s</p>\n%s</section>\n"
        .formatted(
            escape(table.id()), escape(table.title()), escape(table.about()), Bars.of(table));
  }

  private static String flows(String id, String title, String about, List<Flow> flows) {
    if (flows.isEmpty()) {
      return "";
    }
    int most = flows.stream().mapToInt(Flow::leads).max().orElse(1);
    String rows =
        flows.stream()
            .map(flow ->
                "<tr><td>%s</td><td class=\"to\">%s</td><td class=\"n\">%s</td><td class=\"bar\"><span style=\"width:%.1f%%\"></span></td></tr>\n"
                    .formatted(
                        escape(flow.from()),
                        escape(flow.to()),
                        number(flow.leads()),
                        100.0 * flow.leads() / most))
            .collect(Collectors.joining());
    return """
    <section id="%s"><h2>%s</h2><p>%s</p>
    <table class="flows"><thead><tr><th>before</th><th>after</th><th class="n">leads</th><th></th></tr></thead>
    <tbody>
    %s</tbody></table></section>
    """
        .formatted(id, title, about, rows);
  }

  private static String example(Example example) {
    return """
    <details><summary><b>%s</b> → <b>%s</b> <code>%s</code></summary>
    <div class="two"><div><h3>Before: %s</h3>%s</div><div><h3>After: %s</h3>%s</div></div></details>
    """
        .formatted(
            escape(example.from()),
            escape(example.to()),
            escape(example.lead()),
            escape(Objects.requireNonNullElse(example.ownerBefore(), "nobody")),
            steps(example.was()),
            escape(Objects.requireNonNullElse(example.ownerAfter(), "nobody")),
            steps(example.wouldBe()));
  }

  private static String steps(List<String> sentences) {
    return sentences.stream()
        .map(sentence -> "<li>" + escape(sentence) + "</li>")
        .collect(Collectors.joining("", "<ol>", "</ol>"));
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String style() {
    try (InputStream css =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"), "report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
