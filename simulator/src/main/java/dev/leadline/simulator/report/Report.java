package dev.leadline.simulator.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What would differ between two sides: what is, and what would be.
///
/// @param before what the sides are called, such as `recorded`
/// @param policyBefore the version of the policy; null when the recording is compared with
/// @param policyAfter the version of the policy that was tried
/// @param totals what was compared
/// @param tables where leads would be, and what would become of them, a table a question
/// @param moves from where to where, the most leads first
/// @param rules which rule took them before and which would take them, the most leads first
/// @param examples of moves
public record Report(
    String before,
    @Nullable String policyBefore,
    String policyAfter,
    Totals totals,
    List<Table> tables,
    List<Flow> moves,
    List<Flow> rules,
    List<Example> examples) {
  public Report {
    tables = List.copyOf(tables);
    moves = List.copyOf(moves);
    rules = List.copyOf(rules);
    examples = List.copyOf(examples);
  }

  /// @param from when the first event that counts was recorded; null when there is none
  /// @param until when the last one was
  /// @param events that were read
  /// @param leads that were decided again
  /// @param leftOut leads whose beginning is not recorded, so that nothing can be said of them
  /// @param untold recorded events that were decided at once, since no turn tells when each service
  ///   heard them
  /// @param decisionsBefore decisions on the side that is compared with
  /// @param decisionsAfter decisions of the policy that was tried
  /// @param unchanged leads of which everything was decided alike
  /// @param moved leads that would be elsewhere, or with somebody else
  /// @param staged leads that would come to other stages
  /// @param scored leads that would end with another score
  public record Totals(
      @Nullable String from,
      @Nullable String until,
      long events,
      int leads,
      int leftOut,
      long untold,
      long decisionsBefore,
      long decisionsAfter,
      int unchanged,
      int moved,
      int staged,
      int scored) {}

  /// @param id for tools, such as `pools`
  /// @param about what is counted, in a sentence
  public record Table(String id, String title, String about, List<Row> rows) {
    public Table {
      rows = List.copyOf(rows);
    }
  }

  /// @param before leads there before
  /// @param after leads that would be there
  /// @param gained those that were not there before
  /// @param lost those that would not be there any more
  public record Row(String name, int before, int after, int gained, int lost) {}

  /// So many leads go from one place to another.
  public record Flow(String from, String to, int leads) {}

  /// One lead of a move.
  ///
  /// @param was why it went where it went, a sentence a step
  /// @param wouldBe why it would go elsewhere
  public record Example(
      String lead,
      String from,
      String to,
      @Nullable String ownerBefore,
      @Nullable String ownerAfter,
      List<String> was,
      List<String> wouldBe) {
    public Example {
      was = List.copyOf(was);
      wouldBe = List.copyOf(wouldBe);
    }
  }

  /// Whether nothing would be decided otherwise.
  public boolean isSame() {
    return totals.unchanged() == totals.leads();
  }
}
