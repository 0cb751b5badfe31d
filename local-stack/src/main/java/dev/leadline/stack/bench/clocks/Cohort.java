package dev.leadline.stack.bench.clocks;

import dev.leadline.events.LeadId;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// Leads of the measurement that are there for one purpose. Purpose and number can be read from the
/// id of a lead, so nothing inside the monitor has to know of the measurement.
enum Cohort {
  /// Multiplied to make the others.
  TEMPLATE(0),
  /// Started by an event.
  STARTED(1),
  /// Open for long; met by a touch.
  MET(2),
  /// Open for long; paused and resumed.
  HELD(3),
  /// Open for long; nothing happens to them.
  IDLE(4),
  /// Their rungs come due one after the other, before anything is measured.
  WARM_UP(5),
  /// Their rungs come due one after the other.
  STEADY(6),
  /// Their rungs come due in one second.
  FLOOD(7),
  /// Their rungs come due in one second, in which a monitor is killed.
  KILL(8);

  private static final long HIGH = 0x0190_0000_0000_7000L;
  private static final long LOW = 0x8000_0000_0000_0000L;
  private static final long NUMBER = 0xFFFF_FFFF_FFFFL;
  private static final int COHORT = 16;

  private final int code;

  Cohort(int code) {
    this.code = code;
  }

  /// @param cohort what the lead is for
  /// @param number from 0
  record Member(Cohort cohort, int number) {}

  LeadId lead(long number) {
    return new LeadId(new UUID(HIGH | (long) code << COHORT, LOW | number));
  }

  /// The text before the last twelve hexadecimal digits, which are the number, of every id.
  String prefix() {
    return lead(0).toString().substring(0, 24);
  }

  /// Who that is; empty when it is no lead of a measurement.
  static Optional<Member> of(LeadId lead) {
    UUID id = lead.value();
    int code = (int) (id.getMostSignificantBits() >>> COHORT) & 0xFFFF;
    return Arrays.stream(values())
        .filter(cohort -> cohort.code == code)
        .map(cohort -> new Member(cohort, (int) (id.getLeastSignificantBits() & NUMBER)))
        .findFirst();
  }
}
