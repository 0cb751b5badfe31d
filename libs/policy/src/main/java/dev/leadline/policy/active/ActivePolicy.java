package dev.leadline.policy.active;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.PolicyLoad.Rejected;
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

/// The policy of the directory that `leadline.policy.dir` names, read once, when the service
/// starts. A policy with an error stops the start and says all that is wrong.
@ApplicationScoped
public class ActivePolicy {
  private static final Logger LOG = Logger.getLogger(ActivePolicy.class);

  private final Policy policy;

  /// @throws RejectedPolicyException when the directory holds no policy that can be used
  @Inject
  public ActivePolicy(@ConfigProperty(name = "leadline.policy.dir") String directory) {
    Path path = Path.of(directory).toAbsolutePath().normalize();
    policy =
        switch (PolicyLoader.load(path)) {
          case Loaded(Policy loaded, var warnings) -> {
            warnings.forEach(warning -> LOG.warnf("Policy warning%n%s", warning));
            LOG.infof("Policy loaded: version=%s directory=%s", loaded.version(), path);
            yield loaded;
          }
          case Rejected(var issues) -> throw new RejectedPolicyException(path, issues);
        };
  }

  /// The same policy for as long as the service runs.
  public Policy get() {
    return policy;
  }

  /// Brings the bean to life with the service rather than at the first event.
  void start(@Observes Startup event) {}

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
