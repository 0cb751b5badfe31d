package dev.leadline.sla.http;

import dev.leadline.http.Role;
import dev.leadline.policy.Policy;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.sla.application.Commitments;
import dev.leadline.sla.commitment.Pace;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// What is promised in sum.
@Path("/api/commitments")
@Blocking
@RolesAllowed(Role.VIEWER)
public class CommitmentsResource {
  private final Commitments commitments;
  private final ActivePolicy policies;
  private final InstantSource time;

  CommitmentsResource(Commitments commitments, ActivePolicy policies, InstantSource time) {
    this.commitments = commitments;
    this.policies = policies;
    this.time = time;
  }

  public record CommitmentsView(List<CommitmentView> commitments) {}

  /// @param ends the first day of the next period
  /// @param expected of what is promised, by the working time that has passed
  /// @param projected for the whole period if it goes on like this
  public record CommitmentView(
      String commitment,
      LocalDate begins,
      LocalDate ends,
      long promised,
      long delivered,
      long expected,
      long projected,
      boolean onPace) {

    static CommitmentView of(Pace pace) {
      return new CommitmentView(
          pace.commitment(),
          pace.begins(),
          pace.ends(),
          pace.promised(),
          pace.delivered(),
          pace.expected(),
          pace.projected(),
          pace.onPace());
    }
  }

  @GET
  @Operation(summary = "Commitments in their current period, with the pace against them")
  public CommitmentsView commitments() {
    Policy policy = policies.get();
    Instant now = time.instant();
    return new CommitmentsView(
        policy.sla().commitments().stream()
            .map(commitment -> {
              WorkingCalendar hours = policy.calendar(commitment.hours());
              long delivered =
                  commitments.delivered(commitment.id(), Pace.begins(commitment, now, hours));
              return CommitmentView.of(Pace.of(commitment, delivered, now, hours));
            })
            .toList());
  }
}
