package dev.leadline.policy.load;

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
    Segment segment =
        new Segment(ids.name(block.required("id")), conditions.read(block.required("when")));
    block.finish();
    return segment;
  }
}
