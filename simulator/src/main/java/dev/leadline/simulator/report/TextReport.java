package dev.leadline.simulator.report;

import dev.leadline.simulator.report.Report.Example;
import dev.leadline.simulator.report.Report.Flow;
import dev.leadline.simulator.report.Report.Row;
import dev.leadline.simulator.report.Report.Table;
import dev.leadline.simulator.report.Report.Totals;
import java.util.List;
import java.util.Locale;

/// A report for a terminal.
public final class TextReport {
  private static final int COLUMN = 11;

  private final StringBuilder out = new StringBuilder();

  private TextReport() {}

  /// The report as text, each line ended by `\n`.
  public static String of(Report report) {
    TextReport text = new TextReport();
    text.write(report);
    return text.out.toString();
  }

  private void write(Report report) {
    Totals totals = report.totals();
    line("Simulation of policy " + report.policyAfter());
    line(
        "against "
            + (report.policyBefore() == null
                ? "what was recorded"
                : "policy " + report.policyBefore()));
    if (totals.from() != null && totals.until() != null) {
      line("from " + totals.from() + " to " + totals.until());
    }
    line("");
    line(
        number(totals.events())
            + " events, "
            + number(totals.leads())
            + " leads decided again"
            + leftOut(totals)
            + untold(totals));
    line(
        number(totals.decisionsBefore())
            + " decisions before, "
            + number(totals.decisionsAfter())
            + " after");
    if (report.isSame()) {
      line("");
      line("Nothing would differ.");
      return;
    }
    line(
        "%s leads unchanged, %s moved, %s with other stages, %s with another score"
            .formatted(
                number(totals.unchanged()),
                number(totals.moved()),
                number(totals.staged()),
                number(totals.scored())));
    report.tables().stream().filter(TextReport::differs).forEach(this::table);
    flows("Moves", report.moves());
    flows("Rules responsible", report.rules());
    if (!report.examples().isEmpty()) {
      line("");
      line("Examples");
      report.examples().forEach(this::example);
    }
  }

  private static String leftOut(Totals totals) {
    return totals.leftOut() == 0
        ? ""
        : ", " + number(totals.leftOut()) + " left out since their beginning is not recorded";
  }

  private static String untold(Totals totals) {
    return totals.untold() == 0
        ? ""
        : ", " + number(totals.untold()) + " events heard at once since no turn tells when";
  }

  private static boolean differs(Table table) {
    return table.rows().stream().anyMatch(row -> row.gained() > 0 || row.lost() > 0);
  }

  private void table(Table table) {
    int widest = table.rows().stream().mapToInt(row -> row.name().length()).max().orElse(0);
    int width = Math.max(widest, table.title().length());
    line("");
    line(columns(width, table.title(), "before", "after", "gained", "lost"));
    for (Row row : table.rows()) {
      line(
          columns(
              width,
              row.name(),
              number(row.before()),
              number(row.after()),
              change("+", row.gained()),
              change("-", row.lost())));
    }
  }

  private static String columns(int width, String name, String... numbers) {
    StringBuilder columns = new StringBuilder(name).append(" ".repeat(width - name.length()));
    for (String number : numbers) {
      columns.append(right(number));
    }
    return columns.toString();
  }

  private static String right(String number) {
    return " ".repeat(Math.max(1, COLUMN - number.length())) + number;
  }

  private void flows(String title, List<Flow> flows) {
    if (flows.isEmpty()) {
      return;
    }
    line("");
    line(title);
    flows.forEach(
        flow -> line(right(number(flow.leads())) + "  " + flow.from() + " -> " + flow.to()));
  }

  private void example(Example example) {
    line("");
    line("  lead " + example.lead() + ": " + example.from() + " -> " + example.to());
    example.was().forEach(sentence -> line("    before  " + sentence));
    example.wouldBe().forEach(sentence -> line("    after   " + sentence));
  }

  private static String number(long leads) {
    return String.format(Locale.ROOT, "%,d", leads);
  }

  private static String change(String sign, int leads) {
    return leads == 0 ? "" : sign + number(leads);
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }
}
