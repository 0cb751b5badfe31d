package dev.leadline.sla;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockCancelled;
import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockStarted;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.Topics;
import dev.leadline.sla.application.FireDueClocks;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(StackResource.class)
@WithTestResource(ShortPromises.class)
class ClocksIT {
  /// The state of SQL when a session is ended by an administrator.
  private static final String ENDED = "57P01";

  @Inject FireDueClocks clocks;
  @Inject DataSource database;

  private TestTopics topics;

  @BeforeEach
  void listen() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
    topics = TestTopics.listeningTo(Topics.SLA, Topics.turns("sla"));
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  void aClockStartsWarnsBreachesAndIsMet() {
    // given
    Lives life = Lives.beginningAt(Instant.now());
    topics.say(Topics.LIFECYCLE, life.qualified());
    topics.say(Topics.ROUTING, life.assigned("ana"));

    // then
    Envelope<ClockStarted> started = heard(ClockStarted.class, life);
    assertThat(started.causationId()).isEqualTo(life.qualified().id());
    assertThat(started.event().due()).isEqualTo(started.event().startedAt().plusSeconds(4));
    assertThat(topics.awaitTurnOf(started).heard())
        .singleElement()
        .satisfies(it -> assertThat(it.topic()).isEqualTo(Topics.LIFECYCLE));
    Envelope<ClockWarned> warned = heard(ClockWarned.class, life);
    assertThat(warned.event().action()).isEqualTo("notify:owner");
    assertThat(warned.event().clock().owner()).isEqualTo("ana");
    assertThat(Objects.requireNonNull(topics.awaitTurnOf(warned).looked()).leads())
        .contains(life.lead().id());
    Envelope<ClockBreached> breached = heard(ClockBreached.class, life);
    assertThat(breached.event().late()).isFalse();
    assertThat(Duration.between(breached.time(), breached.recordedAt()))
        .isLessThan(Duration.ofSeconds(1));
    assertThat(heard(ReassignmentRequested.class, life).event().owner()).isEqualTo("ana");
    given()
        .header("Authorization", "Bearer viewer-token")
        .get(
            "/api/clocks?state=breached&target={target}&limit=500",
            breached.event().clock().target())
        .then()
        .body("items.lead", Matchers.hasItem(life.lead().id().toString()))
        .body(
            "items[0].timeline", Matchers.matchesPattern("http://[^/]+/api/leads/[^/]+/timeline"));

    // when
    topics.say(Topics.INTAKE, life.touched(Instant.now()));

    // then
    ClockMet met = heard(ClockMet.class, life).event();
    assertThat(met.breached()).isTrue();
    assertThat(met.split().systems()).isEqualTo(Duration.ofMillis(20));
    clocksOf(life)
        .body("clocks.size()", Matchers.is(1))
        .body("clocks[0].state", Matchers.is("met"))
        .body("clocks[0].breached", Matchers.is(true))
        .body("clocks[0].fired.rung", Matchers.contains("50%", "100%"));
    given()
        .get("/q/metrics")
        .then()
        .body(Matchers.containsString("leadline_sla_closed_total{"))
        .body(Matchers.containsString("leadline_sla_breached_total{"))
        .body(Matchers.containsString("leadline_sla_took_seconds_total{"))
        .body(Matchers.containsString("leadline_first_response_seconds_bucket{"))
        .body(Matchers.containsString("leadline_sla_elapsed_seconds_bucket{"))
        .body(Matchers.containsString("leadline_sla_timer_lateness_seconds_bucket{"));
  }

  @Test
  void aTouchThatOvertakesItsStartCounts() {
    // given
    Instant start = Instant.now().minusSeconds(1);
    Lives life = Lives.beginningAt(start);
    topics.say(Topics.INTAKE, life.touched(start.plusMillis(500)));
    await().until(() -> timelineSize(life) == 1);

    // when
    topics.say(Topics.LIFECYCLE, life.qualified());

    // then
    ClockMet met = heard(ClockMet.class, life).event();
    assertThat(met.used()).isEqualTo(Duration.ofMillis(500));
    assertThat(met.breached()).isFalse();
  }

  @Test
  void afterDowntimeWhatIsOverdueFiresAtOnceMarkedLate() {
    // given
    Lives life = Lives.beginningAt(Instant.now().minus(Duration.ofHours(1)));

    // when
    topics.say(Topics.LIFECYCLE, life.qualified());

    // then
    assertThat(heard(ClockBreached.class, life).event().late()).isTrue();
    clocksOf(life)
        .body("clocks[0].state", Matchers.is("breached"))
        .body("clocks[0].fired.rung", Matchers.contains("50%", "100%", "200%"))
        .body("clocks[0].fired.late", Matchers.everyItem(Matchers.is(true)));
  }

  @Test
  void twoMonitorsFireEachRungOnce() throws Exception {
    firedByTwoMonitors(() -> {});
  }

  @Test
  void aMonitorThatIsKilledWhileFiringLeavesNothingOutAndNothingTwice() throws Exception {
    // given
    AtomicInteger killed = new AtomicInteger();

    // when
    firedByTwoMonitors(() -> {
      if (killed.get() < 3) {
        killed.addAndGet(killWhoeverFires());
      }
    });

    // then
    assertThat(killed.get()).isPositive();
  }

  private void firedByTwoMonitors(Runnable trouble) throws Exception {
    // given: leads that begin soon, so that all of them have an owner before anything is due
    List<Lives> lives = new ArrayList<>();
    for (int lead = 0; lead < 200; lead++) {
      lives.add(Lives.beginningAt(Instant.now().plusSeconds(20)));
    }
    CountDownLatch done = new CountDownLatch(1);
    try (ExecutorService monitors = Executors.newFixedThreadPool(3)) {
      List<Future<?>> running = new ArrayList<>();
      for (Runnable each :
          List.<Runnable>of(this::fireUnlessKilled, this::fireUnlessKilled, trouble)) {
        running.add(
            monitors.submit(() -> {
              while (!done.await(2, TimeUnit.MILLISECONDS)) {
                each.run();
              }
              return null;
            }));
      }

      // when
      topics.say(Topics.LIFECYCLE, lives.stream().map(Lives::qualified).toList());
      topics.say(Topics.ROUTING, lives.stream().map(life -> life.assigned("ana")).toList());
      List<LeadId> ids = lives.stream().map(life -> life.lead().id()).toList();
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() ->
                topics
                        .listen(Duration.ofMillis(100))
                        .all(
                            ClockWarned.class,
                            it -> ids.contains(it.lead().id()) && it.rung().equals("200%"))
                        .size()
                    >= 200);
      } finally {
        done.countDown();
      }
      for (Future<?> each : running) {
        each.get();
      }

      // then
      topics.listen(Duration.ofMillis(500));
      assertThat(topics.all(ClockWarned.class, it -> ids.contains(it.lead().id()))).hasSize(400);
      assertThat(topics.all(ClockBreached.class, it -> ids.contains(it.lead().id()))).hasSize(200);
      assertThat(topics.all(ReassignmentRequested.class, it -> ids.contains(it.lead().id())))
          .hasSize(200);
    }
  }

  private void fireUnlessKilled() {
    try {
      clocks.fire();
    } catch (RuntimeException killed) {
      // Another one, or the next look, fires what this one did not commit.
      assertThat(killed).isNotNull();
    }
  }

  /// Ends the session of a monitor that has taken leads or noted a rung, and not yet committed.
  private int killWhoeverFires() {
    try (Connection connection = database.getConnection();
        PreparedStatement kill =
            connection.prepareStatement(
                """
                select count(pg_terminate_backend(pid)) as killed
                from (
                  select pid from pg_stat_activity
                  where datname = current_database() and pid <> pg_backend_pid()
                    and state <> 'idle'
                    and (query like '%clock_rung%' or query like '%skip locked%')
                  limit 1
                ) firing
                """);
        ResultSet row = kill.executeQuery()) {
      row.next();
      return row.getInt("killed");
    } catch (SQLException failed) {
      if (ENDED.equals(failed.getSQLState())) {
        // The pool gave a session that was ended just when its work was done.
        return 0;
      }
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void theSameEventTwiceStartsOneClock() {
    // given
    Lives life = Lives.beginningAt(Instant.now());

    // when
    topics.say(Topics.LIFECYCLE, life.qualified(), life.qualified());
    topics.say(Topics.INTAKE, life.touched(Instant.now()));

    // then
    heard(ClockMet.class, life);
    assertThat(topics.all(ClockStarted.class, it -> it.lead().id().equals(life.lead().id())))
        .hasSize(1);
  }

  @Test
  void theClockOfAnAbsorbedLeadIsCancelledAndItsStoryGoesOn() {
    // given
    Lives older = Lives.beginningAt(Instant.now());
    Lives younger = Lives.beginningAt(Instant.now());
    topics.say(Topics.INTAKE, older.captured(), younger.captured());
    topics.say(Topics.LIFECYCLE, younger.qualified());
    heard(ClockStarted.class, younger);

    // when
    LeadId survivor = older.lead().id();
    LeadId absorbed = younger.lead().id();
    topics.say(
        Topics.INTAKE,
        anEnvelopeOf(new LeadsMerged(older.lead(), survivor, absorbed, "email"))
            .at(Instant.now())
            .build(),
        anEnvelopeOf(new LeadsMerged(younger.lead(), survivor, absorbed, "email"))
            .at(Instant.now())
            .build());

    // then
    assertThat(heard(ClockCancelled.class, younger).event().cause()).isEqualTo("merged");
    await()
        .untilAsserted(() ->
            given()
                .header("Authorization", "Bearer viewer-token")
                .get("/api/leads/" + survivor + "/timeline")
                .then()
                .statusCode(200)
                .body("entries.type", Matchers.hasItems("ClockStarted", "LeadsMerged")));
  }

  private <E extends dev.leadline.events.AboutLead> Envelope<E> heard(Class<E> type, Lives life) {
    return topics.await(type, event -> event.lead().id().equals(life.lead().id()));
  }

  private static int timelineSize(Lives life) {
    var answer =
        given()
            .header("Authorization", "Bearer viewer-token")
            .get("/api/leads/" + life.lead().id() + "/timeline");
    return answer.statusCode() == 200 ? answer.path("entries.size()") : 0;
  }

  private static ValidatableResponse clocksOf(Lives life) {
    return given()
        .header("Authorization", "Bearer viewer-token")
        .get("/api/leads/" + life.lead().id() + "/clocks")
        .then()
        .statusCode(200);
  }
}
