package dev.leadline.simulator.report;

import dev.leadline.simulator.report.Report.Row;
import dev.leadline.simulator.report.Report.Table;
import java.util.Locale;

/// A table as a plot: two bars a row, before and after, with what was gained and lost beside them.
/// SVG with text, so that it can be read aloud and searched.
final class Bars {
  private static final int LABEL = 190;
  private static final int BAR = 190;
  private static final int WIDTH = 560;
  private static final int ROW = 34;

  private Bars() {}

  static String of(Table table) {
    int most =
        table.rows().stream().mapToInt(row -> Math.max(row.before(), row.after())).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    int height = ROW * table.rows().size() + 4;
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
            .formatted(WIDTH, height, HtmlReport.escape(table.title())));
    int y = 2;
    for (Row row : table.rows()) {
      row(row, Math.max(1, most), y, svg);
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void row(Row row, int most, int y, StringBuilder svg) {
    text(svg, "name", LABEL - 8, y + 19, shortened(row.name()));
    bar(svg, "was", y + 3, (double) BAR * row.before() / most);
    bar(svg, "is", y + 16, (double) BAR * row.after() / most);
    double end = LABEL + (double) BAR * Math.max(row.before(), row.after()) / most + 8;
    text(svg, "was", end, y + 12, HtmlReport.number(row.before()));
    text(svg, "is", end, y + 26, HtmlReport.number(row.after()));
    String change = change(row);
    if (!change.isEmpty()) {
      text(svg, "change", WIDTH - 4.0, y + 19, change);
    }
  }

  private static String change(Row row) {
    String gained = row.gained() == 0 ? "" : "+" + HtmlReport.number(row.gained());
    String lost = row.lost() == 0 ? "" : "−" + HtmlReport.number(row.lost());
    return (gained + " " + lost).strip();
  }

  private static String shortened(String name) {
    return name.length() <= 28 ? name : name.substring(0, 27) + "…";
  }

  private static void bar(StringBuilder svg, String side, int y, double width) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"11\"/>%n",
            side,
            LABEL,
            y,
            width));
  }

  private static void text(StringBuilder svg, String side, double x, int y, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>%n",
            side,
            x,
            y,
            HtmlReport.escape(text)));
  }
}
