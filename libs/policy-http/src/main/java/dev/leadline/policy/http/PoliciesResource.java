package dev.leadline.policy.http;

import dev.leadline.http.Problem;
import dev.leadline.http.Role;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.policy.active.KeptPolicy;
import dev.leadline.policy.active.PolicyStore;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.policy.load.PolicyLoader;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The policies that the service decided by, and what is wrong with one that is yet to be used.
@Path("/api/policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
public class PoliciesResource {
  private final ActivePolicy active;
  private final PolicyStore store;

  PoliciesResource(ActivePolicy active, PolicyStore store) {
    this.active = active;
    this.store = store;
  }

  @GET
  @RolesAllowed(Role.VIEWER)
  @Operation(summary = "The policy in force and those before it, the latest first")
  public Versions versions() {
    return Versions.of(active.get().version(), store.list());
  }

  @GET
  @Path("/{version}")
  @RolesAllowed(Role.VIEWER)
  @Operation(summary = "A policy that decisions cite, as it was written")
  public Version version(@RestPath String version) {
    return store
        .find(version)
        .map(this::shown)
        .orElseThrow(() ->
            Problem.notFound(
                "Policy '" + version + "' is not kept: the service never decided by it"));
  }

  @POST
  @Path("/check")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.VIEWER, Role.POLICY_AUTHOR, Role.POLICY_APPROVER})
  @Operation(
      summary = "Everything that is wrong with a policy, given as a map of file name to text")
  public Checked check(@Nullable Map<String, @Nullable String> files) {
    return checked(PostedFiles.of(files));
  }

  @POST
  @Path("/check")
  @Consumes("application/zip")
  @RolesAllowed({Role.VIEWER, Role.POLICY_AUTHOR, Role.POLICY_APPROVER})
  @Operation(summary = "Everything that is wrong with a policy, given as a zip of its directory")
  public Checked check(byte[] zip) {
    return checked(PostedFiles.unzipped(zip));
  }

  private static Checked checked(Map<String, String> files) {
    return Checked.of(PolicyLoader.load(PolicyContent.of(files)));
  }

  private Version shown(KeptPolicy kept) {
    return new Version(
        kept.version(),
        kept.version().equals(active.get().version()),
        kept.firstUsedAt(),
        kept.files());
  }
}
