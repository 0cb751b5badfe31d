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
import java.nio.file.Files;
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
/// A change is read when the directory has looked the same for `leadline.policy.settle-for`, and
/// thrown away when it looks different after reading, so files that are being written are not read
/// half. Files that are written one by one with longer pauses may be right together by chance:
/// whoever deploys them fills a new directory and sets a link to it, which is one step, or keeps a
/// file `.incomplete` in the directory meanwhile.
@ApplicationScoped
class PolicyWatch {
  /// While a file of this name is in the directory, it is not read.
  static final String INCOMPLETE = ".incomplete";

  private static final Logger LOG = Logger.getLogger(PolicyWatch.class);

  private final ActivePolicy active;
  private final Iterable<PolicyListener> listeners;
  private final Duration every;
  private final int settledAfter;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("leadline-policy-watch").factory());
  private Sighting settled;
  private Sighting seen;
  private int still;
  private boolean toldOfStart;
  private String reported = "";

  @Inject
  PolicyWatch(
      ActivePolicy active,
      @Any Instance<PolicyListener> listeners,
      @ConfigProperty(name = "leadline.policy.reload-every", defaultValue = "PT2S") Duration every,
      @ConfigProperty(name = "leadline.policy.settle-for", defaultValue = "PT4S")
          Duration settleFor) {
    this(active, (Iterable<PolicyListener>) listeners, every, looks(settleFor, every));
  }

  /// @param settledAfter how many looks in a row, after the first, have to see the same
  PolicyWatch(
      ActivePolicy active, Iterable<PolicyListener> listeners, Duration every, int settledAfter) {
    this.active = active;
    this.listeners = listeners;
    this.every = every;
    this.settledAfter = settledAfter;
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
    tellOfStart();
    Path directory = active.directory();
    Sighting now = Sighting.of(directory);
    still = now.equals(seen) ? still + 1 : 0;
    seen = now;
    if (still < settledAfter
        || now.equals(settled)
        || Files.exists(directory.resolve(INCOMPLETE))) {
      return;
    }
    PolicyContent content = PolicyContent.of(directory);
    if (Sighting.of(directory).equals(now)) {
      take(PolicyLoader.load(content), content);
      settled = now;
    }
  }

  private void tellOfStart() {
    if (!toldOfStart) {
      listeners.forEach(listener -> listener.started(active.get()));
      toldOfStart = true;
    }
  }

  private static int looks(Duration settleFor, Duration every) {
    return Math.toIntExact(Math.max(1, settleFor.dividedBy(every)));
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
