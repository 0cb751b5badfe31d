package dev.leadline.sla.scorecard;

import dev.leadline.events.LeadId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that the scorecard counts. What the columns beyond these hold is said by the [Kind].
///
/// @param lead null when it concerns none
/// @param sequence orders what was recorded at one instant
/// @param segment the first segment of the policy that the lead was in; null when in none
/// @param source where the lead came from, after the taxonomy; null when not known
/// @param owner who had the lead, where the event says so
public record Fact(
    Kind kind,
    @Nullable LeadId lead,
    Instant happenedAt,
    Instant recordedAt,
    long sequence,
    @Nullable String segment,
    @Nullable String source,
    Owner owner,
    Detail detail) {

  /// @param team null when the rep is in none
  /// @param rep null when the event names nobody
  public record Owner(@Nullable String team, @Nullable String rep) {
    public static final Owner UNKNOWN = new Owner(null, null);
  }

  /// What a kind says beyond the rest; null for what it does not use.
  public record Detail(
      @Nullable String name,
      @Nullable UUID subject,
      @Nullable Long number,
      @Nullable Long amount,
      @Nullable Long total,
      @Nullable Boolean flag) {
    static final Detail NONE = new Detail(null, null, null, null, null, null);

    static Detail named(String name) {
      return new Detail(name, null, null, null, null, null);
    }

    static Detail about(String name, UUID subject) {
      return new Detail(name, subject, null, null, null, null);
    }

    static Detail numbered(@Nullable String name, long number, @Nullable Boolean flag) {
      return new Detail(name, null, number, null, null, flag);
    }

    static Detail measured(long amount) {
      return new Detail(null, null, null, amount, null, null);
    }

    static Detail share(long amount, long total) {
      return new Detail(null, null, null, amount, total, null);
    }
  }
}
