package dev.leadline.policy.active;

import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.PolicyLoad.Rejected;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.policy.load.PolicyLoader;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Looks at the policy directory every `leadline.policy.reload-every` and puts a changed policy in
/// force, all of its files at once.
///
/// A change is read when the directory looked the same twice in a row, and thrown away when it
/// looks different after reading, so files that are being written are not read half. Files that are
/// written one by one with longer pauses may be right together by chance: whoever deploys them
/// fills a new directory and sets a link to it, which is one step.
@ApplicationScoped
class PolicyWatch {
  private static final Logger LOG = Logger.getLogger(PolicyWatch.class);

  private final ActivePolicy active;
  private final Iterable<PolicyListener> listeners;
  private final Duration every;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("leadline-policy-watch").factory());
  private Sighting settled;
  private Sighting seen;
  private String reported = "";

  @Inject
  PolicyWatch(
      ActivePolicy active,
      @Any Instance<PolicyListener> listeners,
      @ConfigProperty(name = "leadline.policy.reload-every", defaultValue = "PT2S")
          Duration every) {
    this(active, (Iterable<PolicyListener>) listeners, every);
  }

  PolicyWatch(ActivePolicy active, Iterable<PolicyListener> listeners, Duration every) {
    this.active = active;
    this.listeners = listeners;
    this.every = every;
    this.settled = active.sighting();
    this.seen = settled;
  }

  void start(@Observes Startup event) {
    var _ =
        clock.scheduleWithFixedDelay(
            this::lookWithoutFail, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    clock.shutdownNow();
  }

  private void lookWithoutFail() {
    try {
      look();
    } catch (RuntimeException failed) {
      LOG.errorf(failed, "Changed policy could not be put in force, tried again: every=%s", every);
    }
  }

  /// One look at the directory.
  void look() {
    Path directory = active.directory();
    Sighting now = Sighting.of(directory);
    boolean isStill = now.equals(seen);
    seen = now;
    if (!isStill || now.equals(settled)) {
      return;
    }
    PolicyContent content = PolicyContent.of(directory);
    if (Sighting.of(directory).equals(now)) {
      take(PolicyLoader.load(content), content);
      settled = now;
    }
  }

  private void take(PolicyLoad load, PolicyContent content) {
    switch (load) {
      case Loaded loaded -> {
        active.replace(loaded, content);
        listeners.forEach(listener -> listener.accepted(active.get()));
      }
      case Rejected rejected -> {
        RejectedChange change =
            new RejectedChange(content.fingerprint(), active.get().version(), rejected.issues());
        report(change);
        listeners.forEach(listener -> listener.rejected(change));
      }
    }
  }

  /// Says it once, however often a listener has to be told.
  private void report(RejectedChange change) {
    if (!change.fingerprint().equals(reported)) {
      reported = change.fingerprint();
      LOG.errorf(
          "Changed policy cannot be used: directory=%s inForce=%s%n%s",
          active.directory(),
          change.inForce(),
          change.issues().stream().map(PolicyIssue::toString).collect(Collectors.joining("\n\n")));
    }
  }
}
