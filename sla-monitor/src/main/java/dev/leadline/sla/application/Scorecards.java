package dev.leadline.sla.application;

import dev.leadline.sla.scorecard.Fact;
import dev.leadline.sla.scorecard.Measure;
import dev.leadline.sla.scorecard.Question;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// What the scorecard counts, and what comes of counting it.
public interface Scorecards {

  /// Keeps facts, each once: that no event comes twice is what reading in batches sees to.
  void append(Connection connection, List<Fact> facts) throws SQLException;

  /// What the facts alone tell, as a whole and for each part; nothing where there are no facts.
  ///
  /// @return for each question, in their order, over the same data
  List<List<Measure>> measures(List<Question> questions);

  /// Removes facts that were recorded before that.
  ///
  /// @return how many
  long removeBefore(Instant recorded);
}
