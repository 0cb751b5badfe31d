package dev.leadline.sla.http;

import dev.leadline.http.Role;
import dev.leadline.sla.application.ReadCommitments;
import dev.leadline.sla.commitment.Pace;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// What is promised in sum.
@Path("/api/commitments")
@Blocking
@RolesAllowed(Role.VIEWER)
public class CommitmentsResource {
  private final ReadCommitments commitments;

  CommitmentsResource(ReadCommitments commitments) {
    this.commitments = commitments;
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
    return new CommitmentsView(commitments.paces().stream().map(CommitmentView::of).toList());
  }
}
