package dev.leadline.policy.active;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.PolicyLoad.Rejected;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.policy.load.PolicyLoader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The policy in force: that of the directory that `leadline.policy.dir` names. A policy with an
/// error stops the start and says all that is wrong; later it leaves the policy before it in force.
@ApplicationScoped
public class ActivePolicy {
  private static final Logger LOG = Logger.getLogger(ActivePolicy.class);

  private final Path directory;
  private final PolicyStore store;
  private final Sighting sighting;
  private volatile Policy policy;

  /// @throws RejectedPolicyException when the directory holds no policy that can be used
  @Inject
  public ActivePolicy(
      @ConfigProperty(name = "leadline.policy.dir") String directory, PolicyStore store) {
    this.directory = Path.of(directory).toAbsolutePath().normalize();
    this.store = store;
    this.sighting = Sighting.of(this.directory);
    PolicyContent content = PolicyContent.of(this.directory);
    policy =
        switch (PolicyLoader.load(content)) {
          case Loaded loaded -> accepted(loaded, content);
          case Rejected(var issues) -> throw new RejectedPolicyException(this.directory, issues);
        };
  }

  /// The policy of a directory in a process that keeps no versions beyond its end.
  public ActivePolicy(String directory) {
    this(directory, new PolicyStoreInMemory());
  }

  /// The policy in force now. Whoever decides several things together asks once, so that all of
  /// them are decided by the same one.
  public Policy get() {
    return policy;
  }

  /// Brings the bean to life with the service rather than at the first event.
  void start(@Observes Startup event) {}

  Path directory() {
    return directory;
  }

  /// How the directory looked before it was read at the start.
  Sighting sighting() {
    return sighting;
  }

  /// Puts what was loaded in force, unless it says the same as what is.
  ///
  /// @param content from which it was loaded
  void replace(Loaded loaded, PolicyContent content) {
    if (!loaded.policy().version().equals(policy.version())) {
      policy = accepted(loaded, content);
    }
  }

  /// Keeps the policy before anyone can decide by it.
  private Policy accepted(Loaded loaded, PolicyContent content) {
    Policy accepted = loaded.policy();
    loaded.warnings().forEach(warning -> LOG.warnf("Policy warning%n%s", warning));
    store.keep(accepted.version(), content.texts());
    LOG.infof("Policy in force: version=%s directory=%s", accepted.version(), directory);
    return accepted;
  }

  /// The directory holds no policy that can be used; the message shows every issue.
  public static final class RejectedPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RejectedPolicyException(Path directory, List<PolicyIssue> issues) {
      super(
          issues.stream()
              .map(PolicyIssue::toString)
              .collect(
                  Collectors.joining(
                      "\n\n", "Policy '" + directory + "' cannot be used:\n\n", "\n")));
    }
  }
}
