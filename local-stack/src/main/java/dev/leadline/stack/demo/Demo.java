package dev.leadline.stack.demo;

import dev.leadline.events.Topics;
import dev.leadline.stack.traffic.Delivery;
import dev.leadline.stack.traffic.People;
import dev.leadline.stack.traffic.Senders;
import dev.leadline.stack.traffic.Source;
import dev.leadline.stack.traffic.TopicTail;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends realistic signed traffic from every kind of source into a running stack and tells what
/// came of it.
public final class Demo {
  private static final List<String> TOPICS =
      List.of(Topics.INTAKE, Topics.SCORING, Topics.LIFECYCLE, Topics.ROUTING, Topics.SLA);
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int REPS_WHO_CALL = 3;

  /// Long enough that working hours of every calendar lie between.
  private static final Duration HELD_BACK = Duration.ofDays(4);

  /// The running stack.
  ///
  /// @param sources by kind
  /// @param slaMonitor where the timeline is asked for
  public record Stack(
      String bootstrap, Map<String, Source> sources, String slaMonitor, String token) {}

  private final Stack stack;
  private final Consumer<String> progress;
  private final Map<String, Integer> answers = new TreeMap<>();
  private int owned;

  public Demo(Stack stack, Consumer<String> progress) {
    this.stack = stack;
    this.progress = progress;
  }

  /// Sends and watches.
  ///
  /// @param leads how many people
  /// @param perSecond people a second
  /// @return what came of it, as a page of text
  public String run(int leads, double perSecond) throws InterruptedException, IOException {
    String run = "demo" + Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
    DemoTraffic traffic =
        new DemoTraffic(
            stack.sources(),
            new Senders(InstantSource.system()),
            new People(run, leads, Instant.now()));
    Outcome outcome = new Outcome();
    try (HttpClient client = Delivery.client();
        TopicTail _ = new TopicTail(stack.bootstrap(), TOPICS, outcome::read)) {
      deliver(client, traffic.heldBack(leads, Instant.now().minus(HELD_BACK)));
      send(leads, perSecond, traffic, outcome, client);
      settle(traffic, outcome, client);
      MonitorPages pages = new MonitorPages(client, stack.slaMonitor(), stack.token());
      return summary(outcome)
          + story(outcome, pages)
          + pages.clocksByState(outcome.closedClocks())
          + broken(outcome, pages)
          + pages.exceptions();
    }
  }

  private void send(
      int leads, double perSecond, DemoTraffic traffic, Outcome outcome, HttpClient client)
      throws InterruptedException, IOException {
    long start = System.nanoTime();
    for (int number = 0; number < leads; number++) {
      long due = start + (long) (number * TimeUnit.SECONDS.toNanos(1) / perSecond);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      for (Delivery delivery : traffic.about(number)) {
        deliver(client, delivery);
      }
      @Nullable Delivery mishap = traffic.mishap(number);
      if (mishap != null) {
        deliver(client, mishap);
      }
      call(traffic, outcome, client);
      if ((number + 1) % Math.max(1, leads / 10) == 0) {
        progress.accept(
            String.format(
                Locale.ROOT,
                "sent %,d of %,d people, %,d assigned",
                number + 1,
                leads,
                outcome.count("assigned", 0)));
      }
    }
  }

  /// Most reps call their new leads; some do not, so that there are clocks that go on running.
  private void call(DemoTraffic traffic, Outcome outcome, HttpClient client)
      throws InterruptedException, IOException {
    for (Outcome.Owned next = outcome.newlyOwned().poll();
        next != null;
        next = outcome.newlyOwned().poll()) {
      if (++owned % REPS_WHO_CALL != 0) {
        deliver(client, traffic.touch(next.email(), next.owner()));
      }
    }
  }

  private void settle(DemoTraffic traffic, Outcome outcome, HttpClient client)
      throws InterruptedException, IOException {
    progress.accept("waiting for the last decisions");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline
        && System.nanoTime() - outcome.lastNanos() < QUIET.toNanos()) {
      Thread.sleep(100);
      call(traffic, outcome, client);
    }
  }

  private void deliver(HttpClient client, Delivery delivery)
      throws InterruptedException, IOException {
    int status = client.send(delivery.request(), BodyHandlers.discarding()).statusCode();
    answers.merge(delivery.uri().getPath() + " " + status, 1, Integer::sum);
  }

  private String summary(Outcome outcome) {
    StringBuilder text = new StringBuilder("Answers to the deliveries\n");
    answers.forEach((answer, times) -> text.append("  %-40s %,6d%n".formatted(answer, times)));
    return text.append(outcome.text()).toString();
  }

  private static String broken(Outcome outcome, MonitorPages pages)
      throws InterruptedException, IOException {
    return outcome.breached().isEmpty()
        ? "\nNo promise was broken, so there is no ladder to show.\n"
        : """

        The ladder of one broken promise
          One sender held a demo request back for four days, so its promise was broken before anybody could know of it.
          Rungs that were reached meanwhile fired at once, marked late. Clocks count by when things happened.
        """
            + pages.ladder(outcome.breached().get());
  }

  private String story(Outcome outcome, MonitorPages pages)
      throws InterruptedException, IOException {
    if (outcome.story().isEmpty()) {
      return "\nNo lead was assigned, so there is no story to tell.\n";
    }
    String path = "/api/leads/" + outcome.story().get() + "/timeline";
    return "\nThe story of one lead ("
        + stack.slaMonitor()
        + path
        + ")\n"
        + Story.of(pages.text(path));
  }
}
