package dev.leadline.simulator.history;

import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// When which decision was recorded: on which line a service first said something because of an
/// event. A replay decides the same thing at that line, so in the recorded order and at the
/// recorded instant.
///
/// An open-addressing table of 64-bit fingerprints; 16 bytes an entry at half load, so that
/// millions fit beside the leads. That two causes share a fingerprint is a matter of one in
/// billions.
public final class Timetable {
  static final int NO_STAGE = -1;
  private static final Set<String> ENDS =
      Set.of(EventTypes.nameOf(LeadErased.class), EventTypes.nameOf(LeadsMerged.class));
  private static final String ENDED = EventTypes.nameOf(AssignmentEnded.class);
  private static final long END = 0x2545F4914F6CDD1DL;
  private static final int SMALLEST = 1 << 12;

  private long[] keys = new long[SMALLEST];
  private int[] lines = new int[SMALLEST];
  private int[] following = new int[SMALLEST];
  private int[] seconds = new int[SMALLEST];
  private int[] scores = new int[SMALLEST];
  private int size;

  /// One decision.
  ///
  /// @param what which line counts of those with the same key
  /// @param second of the recording, since 1970
  /// @param score as of [Known]
  record Mark(long key, int line, What what, int second, int score) {}

  /// Which line counts: the first, the last, or one after the other.
  enum What {
    FIRST,
    LAST,
    EACH
  }

  /// What the lines of a block add.
  static List<Mark> marks(List<Line> block) {
    List<Mark> marks = new ArrayList<>(block.size());
    for (Line line : block) {
      Known known = LineDecoder.known(line);
      Service.of(known.header().source())
          .ifPresentOrElse(
              service -> mark(service, known, line, marks), () -> markEnd(known, line, marks));
    }
    return marks;
  }

  private static void mark(Service service, Known known, Line line, List<Mark> into) {
    Header header = known.header();
    UUID cause = header.causation();
    int number = Math.toIntExact(line.number());
    UUID decided = cause == null ? header.id() : cause;
    into.add(new Mark(key(service, decided), number, What.FIRST, 0, 0));
    if (service == Service.SLA) {
      into.add(new Mark(key(service, header.id()), number, What.FIRST, 0, 0));
    }
    boolean versioned = known.version() > 0;
    if (versioned || header.type().equals(ENDED)) {
      UUID lead = UUID.fromString(header.required("subject"));
      if (versioned) {
        into.add(new Mark(key(service, lead, known.version()), number, What.LAST, 0, 0));
      }
      int second = Math.toIntExact(header.recordedAt().getEpochSecond());
      into.add(new Mark(key(service, lead, 0), number, What.EACH, second, known.score()));
    }
  }

  /// A lead ends when it is forgotten, and when it turns out to be another.
  private static void markEnd(Known known, Line line, List<Mark> into) {
    Header header = known.header();
    if (ENDS.contains(header.type()) && isEnd(LineDecoder.complete(line).event())) {
      into.add(
          new Mark(
              endKey(UUID.fromString(header.required("subject"))),
              Math.toIntExact(line.number()),
              What.EACH,
              Math.toIntExact(header.recordedAt().getEpochSecond()),
              NO_STAGE));
    }
  }

  private static boolean isEnd(Event event) {
    return event instanceof LeadErased
        || (event instanceof LeadsMerged merged && merged.toldToAbsorbed());
  }

  /// The attributes of a line with the version in which its lead was known.
  ///
  /// @param version 0 when it tells of no lead
  /// @param score the print of the score that a stage was entered with; 0 when none was known, -1
  ///   for what is no stage
  record Known(Header header, long version, int score) {}

  /// A number that tells scores apart; 0 for none.
  public static int print(@Nullable Score score) {
    return score == null
        ? 0
        : Objects.hash(
            score.fit(),
            score.engagement(),
            score.total(),
            score.grade(),
            score.qualified(),
            score.handRaised());
  }

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

  /// The first line after one on which a service said something of a lead; 0 when there is none.
  public int next(Service service, UUID lead, long after) {
    return next(key(service, lead, 0), after);
  }

  /// The first line after one on which a lead ended; 0 when there is none.
  public int end(UUID lead, long after) {
    return next(endKey(lead), after);
  }

  private int next(long key, long after) {
    int at = line(key);
    while (at > 0 && at <= after) {
      at = following[at];
    }
    return at;
  }

  /// When a line was recorded that [#next] or [#end] gave, in seconds since 1970.
  public int second(int line) {
    return seconds[line];
  }

  /// The print of the score that was known on a line that [#next] gave.
  public int score(int line) {
    return scores[line];
  }

  /// Whether a line that [#next] gave says that a stage was entered.
  public boolean isStage(int line) {
    return scores[line] != NO_STAGE;
  }

  void add(Mark mark) {
    if (2 * size >= keys.length) {
      grow();
    }
    if (mark.what() == What.EACH) {
      follow(mark);
    } else {
      put(mark.key(), mark.line(), mark.what() == What.LAST);
    }
  }

  /// Each line of a lead knows the next one; while they are read, the last is found by a key of its
  /// own.
  private void follow(Mark mark) {
    if (mark.line() >= following.length) {
      int longer = Math.max(mark.line() + 1, 2 * following.length);
      following = Arrays.copyOf(following, longer);
      seconds = Arrays.copyOf(seconds, longer);
      scores = Arrays.copyOf(scores, longer);
    }
    seconds[mark.line()] = mark.second();
    scores[mark.line()] = mark.score();
    int last = line(~mark.key());
    if (last == 0) {
      put(mark.key(), mark.line(), false);
    } else {
      following[last] = mark.line();
    }
    put(~mark.key(), mark.line(), true);
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

  private static long endKey(UUID lead) {
    return key(lead, END);
  }

  private static long key(Service service, UUID id) {
    return key(id, service.salt());
  }

  private static long key(UUID id, long salt) {
    long mixed =
        (id.getMostSignificantBits() * 0x9E3779B97F4A7C15L)
            ^ Long.rotateLeft(id.getLeastSignificantBits(), 29)
            ^ salt;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed == 0 ? 1 : mixed ^ (mixed >>> 32);
  }
}
