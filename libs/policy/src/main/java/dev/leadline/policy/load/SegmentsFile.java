package dev.leadline.policy.load;

import dev.leadline.policy.Condition;
import dev.leadline.policy.Segment;
import java.util.List;

/// `segments.yaml`: the parts of the market, in order.
final class SegmentsFile {
  static final String NAME = "segments.yaml";

  private SegmentsFile() {}

  static List<Segment> read(Value root, Conditions conditions) {
    Distinct ids = new Distinct("segment");
    return root.list().stream().map(entry -> segment(entry.block(), ids, conditions)).toList();
  }

  private static Segment segment(Block block, Distinct ids, Conditions conditions) {
    String id = ids.name(block.required("id"));
    Condition when =
        block
            .oneOf("when", "territory")
            .map(choice ->
                choice.key().equals("when")
                    ? conditions.read(choice.value())
                    : conditions.read(Territory.condition(choice.value().block()), choice.value()))
            .orElseGet(() -> conditions.read(block.place().absent()));
    block.finish();
    return new Segment(id, when);
  }
}
