package dev.leadline.intake.http;

import dev.leadline.events.LeadId;
import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.intake.application.LeadDirectory;
import dev.leadline.intake.application.LeadDirectory.Entry;
import dev.leadline.intake.identity.Key;
import dev.leadline.intake.identity.KnownValue;
import dev.leadline.intake.normalisation.EmailAddress;
import dev.leadline.policy.Catalogue;
import dev.leadline.policy.active.ActivePolicy;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What intake knows of a lead.
@Path("/api/leads")
@Tag(name = "Leads")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed(Role.VIEWER)
public class LeadResource {
  private final LeadDirectory leads;
  private final ActivePolicy policy;
  private final SecurityIdentity caller;

  LeadResource(LeadDirectory leads, ActivePolicy policy, SecurityIdentity caller) {
    this.leads = leads;
    this.policy = policy;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "Finds the lead with an e-mail address")
  public List<Lead> byEmail(@QueryParam("email") @Nullable String email) {
    if (email == null) {
      throw Problem.badRequest("Query parameter 'email' is missing");
    }
    EmailAddress address =
        EmailAddress.parse(email)
            .orElseThrow(() -> Problem.badRequest("Query parameter 'email' is no e-mail address"));
    return leads.byKey(Key.email(address.lower())).stream().map(this::view).toList();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Shows a lead, or the one that absorbed it")
  public Lead byId(@PathParam("id") LeadId id) {
    return leads
        .byId(id)
        .map(this::view)
        .orElseThrow(() -> Problem.notFound("There is no lead " + id));
  }

  /// @param fields by name; those that the caller may not see are left out
  /// @param aliases the leads that it absorbed
  public record Lead(
      LeadId id,
      long version,
      Instant capturedAt,
      String source,
      Map<String, Field> fields,
      List<Key> keys,
      List<LeadId> aliases) {}

  /// @param at when its source says it became so
  /// @param entered what the source wrote, where that is not `value`
  /// @param derived whether it was worked out from something else
  public record Field(Object value, Instant at, @Nullable String entered, boolean derived) {}

  private Lead view(Entry entry) {
    Map<String, Field> fields = new TreeMap<>();
    entry
        .lead()
        .fields()
        .forEach((name, known) -> {
          if (maySee(name)) {
            fields.put(name, field(known));
          }
        });
    return new Lead(
        entry.lead().id(),
        entry.lead().version(),
        entry.lead().capturedAt(),
        entry.lead().source(),
        fields,
        entry.keys(),
        entry.aliases());
  }

  private boolean maySee(String name) {
    Catalogue.Field field = policy.get().catalogue().fields().get(name);
    Set<String> roles = field == null ? Set.of() : field.visibleTo();
    return roles.isEmpty() || roles.stream().anyMatch(caller::hasRole);
  }

  private static Field field(KnownValue known) {
    return new Field(known.value(), known.at(), known.entered(), known.derived());
  }
}
