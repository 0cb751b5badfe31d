package dev.leadline.policy.active;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.PolicyLoad.Rejected;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.policy.load.PolicyLoader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// The kept versions, compiled when first asked for; the last few that were are at hand.
@ApplicationScoped
class CompiledVersions implements PolicyVersions {
  private static final Logger LOG = Logger.getLogger(CompiledVersions.class);
  private static final int AT_HAND = 16;

  private final ActivePolicy active;
  private final PolicyStore store;
  private final Map<String, Policy> compiled = new LinkedHashMap<>(AT_HAND, 0.75f, true);

  @Inject
  CompiledVersions(ActivePolicy active, PolicyStore store) {
    this.active = active;
    this.store = store;
  }

  @Override
  public Optional<Policy> version(String version) {
    Policy inForce = active.get();
    return inForce.version().equals(version) ? Optional.of(inForce) : before(version);
  }

  /// One thread compiles a version; the others wait for it rather than do the same.
  private synchronized Optional<Policy> before(String version) {
    Policy known = compiled.get(version);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Policy> found = store.find(version).flatMap(CompiledVersions::compile);
    found.ifPresent(policy -> compiled.put(version, policy));
    if (compiled.size() > AT_HAND) {
      compiled.remove(compiled.keySet().iterator().next());
    }
    return found;
  }

  private static Optional<Policy> compile(KeptPolicy kept) {
    return switch (PolicyLoader.load(PolicyContent.of(kept.files()))) {
      case Loaded(Policy policy, _) -> Optional.of(policy);
      case Rejected(var issues) -> {
        LOG.errorf(
            "Policy of before no longer passes the checks: version=%s%n%s",
            kept.version(),
            issues.stream().map(PolicyIssue::toString).collect(Collectors.joining("\n\n")));
        yield Optional.empty();
      }
    };
  }
}
