package dev.leadline.simulator.history;

import dev.leadline.events.Envelope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// When which decision was recorded: on which line a service first said something because of an
/// event. A replay decides the same thing at that line, so in the recorded order and at the
/// recorded instant.
///
/// An open-addressing table of 64-bit fingerprints; 16 bytes an entry at half load, so that
/// millions fit beside the leads. That two causes share a fingerprint is a matter of one in
/// billions.
public final class Timetable {
  private static final int SMALLEST = 1 << 12;

  private long[] keys = new long[SMALLEST];
  private int[] lines = new int[SMALLEST];
  private int size;

  /// One decision.
  ///
  /// @param last whether the last such line counts, or else the first
  record Mark(long key, int line, boolean last) {}

  /// What the lines of a block add.
  static List<Mark> marks(List<Line> block) {
    List<Mark> marks = new ArrayList<>(block.size());
    for (Line line : block) {
      Known known = LineDecoder.known(line);
      Service.of(known.header().source()).ifPresent(service -> mark(service, known, line, marks));
    }
    return marks;
  }

  private static void mark(Service service, Known known, Line line, List<Mark> into) {
    Header header = known.header();
    UUID cause = header.causation();
    int number = Math.toIntExact(line.number());
    into.add(new Mark(key(service, cause == null ? header.id() : cause), number, false));
    if (service == Service.SLA) {
      into.add(new Mark(key(service, header.id()), number, false));
    }
    if (known.version() > 0 && (service == Service.LIFECYCLE || service == Service.ROUTING)) {
      UUID lead = UUID.fromString(header.required("subject"));
      into.add(new Mark(key(service, lead, known.version()), number, true));
    }
  }

  /// The attributes of a line with the version in which its lead was known.
  ///
  /// @param version 0 when it tells of no lead
  record Known(Header header, long version) {}

  /// The last line on which a service still knew a lead in an older version; 0 when there is none.
  /// What tells of the version reached the service after that line.
  public int lastBefore(Service service, UUID lead, long version) {
    for (long older = version - 1; older > 0; older--) {
      int last = line(key(service, lead, older));
      if (last > 0) {
        return last;
      }
    }
    return 0;
  }

  /// By what the decision that an envelope tells of is found: the event that caused it, or itself
  /// when none did.
  public static UUID keyOf(Envelope<?> said) {
    UUID cause = said.causationId();
    return cause == null ? said.id() : cause;
  }

  /// The line of the first word of a service about that; 0 when it said nothing.
  public int line(Service service, UUID key) {
    return line(key(service, key));
  }

  private int line(long wanted) {
    int at = slot(wanted);
    while (keys[at] != 0) {
      if (keys[at] == wanted) {
        return lines[at];
      }
      at = (at + 1) & (keys.length - 1);
    }
    return 0;
  }

  void add(Mark mark) {
    if (2 * size >= keys.length) {
      grow();
    }
    put(mark.key(), mark.line(), mark.last());
  }

  private void put(long key, int line, boolean last) {
    int at = slot(key);
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & (keys.length - 1);
    }
    if (keys[at] == 0) {
      keys[at] = key;
      lines[at] = line;
      size++;
    } else if (last) {
      lines[at] = line;
    }
  }

  private void grow() {
    long[] before = keys;
    int[] numbers = Arrays.copyOf(lines, lines.length);
    keys = new long[before.length * 2];
    lines = new int[before.length * 2];
    size = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] != 0) {
        put(before[i], numbers[i], false);
      }
    }
  }

  private int slot(long key) {
    return (int) (key >>> 20) & (keys.length - 1);
  }

  private static long key(Service service, UUID lead, long version) {
    return key(service, lead) * 31 + version;
  }

  private static long key(Service service, UUID id) {
    long mixed =
        (id.getMostSignificantBits() * 0x9E3779B97F4A7C15L)
            ^ Long.rotateLeft(id.getLeastSignificantBits(), 29)
            ^ service.salt();
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed == 0 ? 1 : mixed ^ (mixed >>> 32);
  }
}
