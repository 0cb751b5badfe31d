package dev.leadline.http;

import dev.leadline.events.LeadId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;

/// A resource as services write them.
@Path("/sample")
public class SampleResource {

  /// A body with checks of its own and of Jakarta Validation.
  public record Weight(@Min(1) int weight, Duration every) {
    public Weight {
      if (weight == 13) {
        throw new IllegalArgumentException("Weight 13 is not taken");
      }
    }
  }

  @GET
  @Path("/open")
  public String open() {
    return "open";
  }

  @GET
  @Path("/viewer")
  @RolesAllowed(Role.VIEWER)
  public String viewer(@Context SecurityContext caller) {
    return caller.getUserPrincipal().getName();
  }

  @GET
  @Path("/operator")
  @RolesAllowed(Role.OPERATOR)
  public String operator() {
    return "done";
  }

  @POST
  @Path("/operator")
  @RolesAllowed(Role.OPERATOR)
  public void operate() {}

  @GET
  @Path("/leads/{id}")
  public LeadId lead(@PathParam("id") LeadId id) {
    if (id.value().getLeastSignificantBits() == 0) {
      throw Problem.notFound("Lead '" + id + "' is not known").with("lead", id);
    }
    return id;
  }

  @GET
  @Path("/limit")
  public int limit(@QueryParam("limit") int limit) {
    return limit;
  }

  @POST
  @Path("/weights")
  @Consumes(MediaType.APPLICATION_JSON)
  public Weight weight(@Valid Weight weight) {
    return weight;
  }

  @GET
  @Path("/fault")
  public String fault() {
    throw new IllegalStateException("secret of the house");
  }

  @GET
  @Path("/busy")
  public String busy() {
    throw Problem.unavailable("Broker cannot be reached", 5);
  }

  @GET
  @Path("/unwritable")
  public Unwritable unwritable() {
    return new Unwritable();
  }

  /// An answer that has no JSON, for it holds itself.
  public static final class Unwritable {
    public Unwritable getSelf() {
      return this;
    }
  }
}
