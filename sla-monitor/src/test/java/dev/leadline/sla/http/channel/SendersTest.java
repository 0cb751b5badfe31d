package dev.leadline.sla.http.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.notMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.standardwebhooks.Webhook;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.policy.SlaPolicy.Channel.Kind;
import dev.leadline.policy.SlaPolicy.Given;
import dev.leadline.sla.application.Sender;
import dev.leadline.sla.application.Sender.Message;
import dev.leadline.sla.application.Sender.Outcome;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Act;
import dev.leadline.sla.notification.Notice.Severity;
import dev.leadline.sla.notification.Notice.Subject;
import dev.leadline.sla.notification.Notice.Subject.OfClock;
import dev.leadline.sla.notification.Notice.Subject.OfExceptions;
import io.quarkus.mailer.Mail;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each adapter against a receiver that behaves, and against ones that do not.
class SendersTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-03-02T09:15:00Z");
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final UUID ID = UUID.fromString("0195a000-0000-7000-8000-000000000001");
  private static final UUID CLOCK = UUID.fromString("0195a000-0000-7000-8000-000000000002");
  private static final LeadId LEAD = LeadId.parse("0195a000-0000-7000-8000-000000000003");
  private static final WireMockServer RECEIVER =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

  private static final HttpPost HTTP = new HttpPost(Duration.ofSeconds(30));
  private static final HttpPost IMPATIENT = new HttpPost(Duration.ofMillis(400));
  private static final Secrets SECRETS =
      new Secrets(
          new SmallRyeConfigBuilder()
              .withSources(new PropertiesConfigSource(Map.of("HOOK_SECRET", SECRET), "test", 1))
              .build());

  @BeforeAll
  static void start() {
    RECEIVER.start();
  }

  @AfterAll
  static void stop() {
    RECEIVER.stop();
  }

  @BeforeEach
  void forget() {
    RECEIVER.resetAll();
  }

  static Stream<Kind> overHttp() {
    return Stream.of(Kind.SLACK, Kind.PAGERDUTY, Kind.ALERTMANAGER, Kind.WEBHOOK);
  }

  @Test
  void slackIsToldInATextWithoutMarkup() {
    // given
    answer(ok("ok"));

    // when
    Outcome outcome = send(Kind.SLACK, notice(Act.TRIGGER, "a < b & c"));

    // then
    assertThat(outcome).isEqualTo(new Outcome.Sent());
    RECEIVER.verify(
        postRequestedFor(urlEqualTo("/"))
            .withRequestBody(equalToJson("{\"text\": \"a &lt; b &amp; c\"}")));
  }

  @Test
  void slackThatDoesNotSayOkIsTriedAgain() {
    // given
    answer(ok("<html>Sign in</html>"));

    // then
    assertThat(send(Kind.SLACK, notice(Act.TRIGGER, "x")))
        .isEqualTo(
            new Outcome.Later("Not the answer of a webhook: HTTP 200: <html>Sign in</html>", null));
  }

  @Test
  void pagerDutyIsTriggeredUnderTheKeyOfTheNotice() {
    // given
    answer(aResponse().withStatus(202).withBody("{\"status\":\"success\"}"));

    // when
    Outcome outcome = send(Kind.PAGERDUTY, notice(Act.TRIGGER, "200% used"));

    // then
    assertThat(outcome).isEqualTo(new Outcome.Sent());
    RECEIVER.verify(
        postRequestedFor(urlEqualTo("/v2/enqueue"))
            .withRequestBody(matchingJsonPath("$.routing_key", like(SECRET)))
            .withRequestBody(matchingJsonPath("$.event_action", like("trigger")))
            .withRequestBody(matchingJsonPath("$.dedup_key", like("leadline/clock/200%")))
            .withRequestBody(matchingJsonPath("$.payload.summary", like("200% used")))
            .withRequestBody(matchingJsonPath("$.payload.severity", like("critical"))));
  }

  @Test
  void theEndOfAPageIsSaidUnderTheSameKeyWithoutAPayload() {
    // given
    answer(aResponse().withStatus(202));

    // when
    send(Kind.PAGERDUTY, notice(Act.RESOLVE, "x"));

    // then
    RECEIVER.verify(
        postRequestedFor(urlEqualTo("/v2/enqueue"))
            .withRequestBody(
                equalToJson(
                    "{\"routing_key\":\"%s\",\"event_action\":\"resolve\",\"dedup_key\":\"leadline/clock/200%%\"}"
                        .formatted(SECRET))));
  }

  @Test
  void alertmanagerGetsAnAlertANotice() {
    // given
    answer(aResponse().withStatus(200));

    // when
    Outcome outcome =
        send(Kind.ALERTMANAGER, notice(Act.TRIGGER, "one"), notice(Act.TRIGGER, "two"));

    // then
    assertThat(outcome).isEqualTo(new Outcome.Sent());
    RECEIVER.verify(
        postRequestedFor(urlEqualTo("/api/v2/alerts"))
            .withRequestBody(matchingJsonPath("$.length()", like("2")))
            .withRequestBody(matchingJsonPath("$[0].labels.alertname", like("LeadlineClock")))
            .withRequestBody(matchingJsonPath("$[1].annotations.summary", like("two")))
            .withRequestBody(matchingJsonPath("$[0].endsAt", like("2026-03-03T09:15:00Z"))));
  }

  @Test
  void aWebhookIsSignedSoThatItsReceiverCanVerifyIt() throws Exception {
    // given
    answer(aResponse().withStatus(204));

    // when: the library looks at the machine's clock, so the message is of now
    Instant now = Instant.now();
    Outcome outcome =
        sender(Kind.WEBHOOK, () -> now)
            .send(channel(Kind.WEBHOOK, true), message(notice(Act.TRIGGER, "x")));

    // then
    assertThat(outcome).isEqualTo(new Outcome.Sent());
    LoggedRequest request = RECEIVER.findAll(postRequestedFor(urlEqualTo("/"))).getFirst();
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
      headers.put(name, List.of(request.getHeader(name)));
    }
    new Webhook(SECRET)
        .verify(request.getBodyAsString(), HttpHeaders.of(headers, (_, _) -> true).map());
    assertThat(request.getHeader("webhook-id")).isEqualTo("msg_" + ID);
    assertThat(MAPPER.readTree(request.getBodyAsString()).at("/data/notices/0/lead").asText())
        .isEqualTo(LEAD.toString());
  }

  @Test
  void aWebhookThatIsGoneWantsNoMore() {
    // given
    answer(aResponse().withStatus(410));

    // then
    assertThat(send(Kind.WEBHOOK, notice(Act.TRIGGER, "x")))
        .isEqualTo(new Outcome.Gone("HTTP 410"));
  }

  @ParameterizedTest
  @MethodSource("overHttp")
  void whoAsksToWaitIsWaitedFor(Kind kind) {
    // given
    answer(aResponse().withStatus(429).withHeader("Retry-After", "30").withBody("slow down"));

    // then
    assertThat(send(kind, notice(Act.TRIGGER, "x")))
        .isEqualTo(new Outcome.Later("HTTP 429: slow down", Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @MethodSource("overHttp")
  void whatIsBrokenIsTriedAgain(Kind kind) {
    // given
    answer(aResponse().withStatus(503).withBody("x".repeat(10_000)));

    // then
    assertThat(send(kind, notice(Act.TRIGGER, "x")))
        .isEqualTo(new Outcome.Later("HTTP 503: " + "x".repeat(200) + "...", null));
  }

  @ParameterizedTest
  @MethodSource("overHttp")
  void whoDoesNotAnswerIsNotWaitedForLong(Kind kind) {
    // given
    answer(ok("ok").withFixedDelay(5_000));

    // when
    Outcome outcome =
        sender(kind, IMPATIENT, () -> NOW)
            .send(channel(kind, true), message(notice(Act.TRIGGER, "x")));

    // then
    assertThat(outcome).isInstanceOf(Outcome.Later.class);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void garbageOnTheWireIsTriedAgain(Fault fault) {
    // given
    answer(aResponse().withFault(fault));

    // then
    for (Kind kind : overHttp().toList()) {
      assertThat(send(kind, notice(Act.TRIGGER, "x"))).isInstanceOf(Outcome.Later.class);
    }
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    // given
    answer(aResponse().withStatus(400).withBody("invalid key"));

    // then
    assertThat(send(Kind.PAGERDUTY, notice(Act.TRIGGER, "x")))
        .isEqualTo(new Outcome.Refused("HTTP 400: invalid key"));
  }

  @Test
  void anInternalAddressIsNotReachedUnlessThePolicySaysSo() {
    // when
    Outcome outcome =
        sender(Kind.WEBHOOK, () -> NOW)
            .send(channel(Kind.WEBHOOK, false), message(notice(Act.TRIGGER, "x")));

    // then
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Refused(
                "Host of the URL is inside the own network; the channel does not say 'internal: true'"));
    assertThat(RECEIVER.getAllServeEvents()).isEmpty();
  }

  @Test
  void theLogIsAlwaysThere() {
    assertThat(send(Kind.LOG, notice(Act.TRIGGER, "x"))).isEqualTo(new Outcome.Sent());
  }

  @Test
  void aMailServerThatSaysNothingHoldsUpNoMailForLong() {
    // given
    Message message = new Message(ID, "key", "ana@example.com", List.of(notice(Act.TRIGGER, "x")));

    // then
    assertThat(sender(Kind.EMAIL, () -> NOW).send(channel(Kind.EMAIL, true), message))
        .isInstanceOfSatisfying(
            Outcome.Later.class, later -> assertThat(later.error()).startsWith("TimeoutException"));
  }

  @Test
  void pagerDutyIsToldWhichServiceHasOverdueExceptions() {
    // given
    answer(aResponse().withStatus(202));

    // when
    send(Kind.PAGERDUTY, overdue(Act.TRIGGER));

    // then
    RECEIVER.verify(
        postRequestedFor(urlEqualTo("/v2/enqueue"))
            .withRequestBody(matchingJsonPath("$.dedup_key", like("leadline/exceptions/1")))
            .withRequestBody(matchingJsonPath("$.payload.component", like("routing")))
            .withRequestBody(matchingJsonPath("$.payload.class", like("NO_CANDIDATE")))
            .withRequestBody(matchingJsonPath("$.payload.custom_details.groups", like("1"))));
  }

  @Test
  void alertmanagerTellsOverdueExceptionsByReasonAndService() {
    // given
    answer(aResponse().withStatus(200));

    // when
    send(Kind.ALERTMANAGER, overdue(Act.TRIGGER));

    // then
    RECEIVER.verify(
        postRequestedFor(urlEqualTo("/api/v2/alerts"))
            .withRequestBody(
                matchingJsonPath(
                    "$[0].labels",
                    equalToJson(
                        """
                        {"alertname": "LeadlineExceptionsOverdue", "severity": "critical",
                         "reason": "NO_CANDIDATE", "service": "routing",
                         "key": "leadline/exceptions/1"}
                        """))));
  }

  @Test
  void aWebhookTellsOverdueExceptionsUnderATypeOfTheirOwn() {
    // given
    answer(aResponse().withStatus(204));

    // when
    send(Kind.WEBHOOK, overdue(Act.RESOLVE));

    // then
    RECEIVER.verify(
        postRequestedFor(urlEqualTo("/"))
            .withRequestBody(matchingJsonPath("$.type", like("exceptions.overdue.resolve")))
            .withRequestBody(matchingJsonPath("$.data.notices[0].reason", like("NO_CANDIDATE")))
            .withRequestBody(matchingJsonPath("$.data.notices[0].service", like("routing")))
            .withRequestBody(notMatching(".*\"(lead|clock|target|rung)\".*")));
  }

  @Test
  void aMailNamesWhatItIsAbout() {
    // given
    List<Mail> mails = new ArrayList<>();
    MailSender mailer =
        new MailSender(
            sent -> {
              mails.addAll(List.of(sent));
              return Uni.createFrom().voidItem();
            },
            Duration.ofSeconds(10));

    // when
    for (Notice notice :
        List.of(notice(Act.TRIGGER, "x"), overdue(Act.TRIGGER), overdue(Act.RESOLVE))) {
      mailer.send(
          channel(Kind.EMAIL, true),
          new Message(ID, notice.key(), "ana@example.com", List.of(notice)));
    }

    // then
    assertThat(mails)
        .extracting(Mail::getSubject)
        .containsExactly(
            "200% of speed-to-lead used",
            "NO_CANDIDATE of routing overdue", "Over: NO_CANDIDATE of routing overdue");
    assertThat(mails.getFirst().getText()).contains("x");
  }

  @Test
  void aRedirectIsNotFollowed() {
    // given
    answer(aResponse().withStatus(302).withHeader("Location", RECEIVER.url("/elsewhere")));

    // when
    send(Kind.WEBHOOK, notice(Act.TRIGGER, "x"));

    // then
    RECEIVER.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
  }

  @Test
  void aSecretThatIsNotThereMayBeThereLater() {
    // given
    Channel channel =
        new Channel(
            "hook",
            Kind.WEBHOOK,
            new Given.Plain(RECEIVER.url("/")),
            new Given.Environment("NOT_SET"),
            null,
            null,
            Duration.ZERO,
            true);

    // then
    assertThat(sender(Kind.WEBHOOK, () -> NOW).send(channel, message(notice(Act.TRIGGER, "x"))))
        .isEqualTo(new Outcome.Later("Variable 'NOT_SET' is not set", null));
  }

  private static void answer(
      com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder answer) {
    RECEIVER.stubFor(
        post(com.github.tomakehurst.wiremock.client.WireMock.anyUrl()).willReturn(answer));
  }

  private static com.github.tomakehurst.wiremock.matching.StringValuePattern like(String text) {
    return com.github.tomakehurst.wiremock.client.WireMock.equalTo(text);
  }

  private static Outcome send(Kind kind, Notice... notices) {
    return sender(kind, () -> NOW).send(channel(kind, true), message(notices));
  }

  private static Sender sender(Kind kind, InstantSource time) {
    return sender(kind, HTTP, time);
  }

  private static Sender sender(Kind kind, HttpPost http, InstantSource time) {
    return switch (kind) {
      case SLACK -> new SlackSender(http, SECRETS, MAPPER);
      case PAGERDUTY -> new PagerDutySender(http, SECRETS, MAPPER);
      case ALERTMANAGER -> new AlertmanagerSender(http, SECRETS, MAPPER, time);
      case WEBHOOK -> new WebhookSender(http, SECRETS, MAPPER, time);
      case EMAIL -> new MailSender(_ -> Uni.createFrom().nothing(), Duration.ofMillis(50));
      case LOG -> new LogSender();
    };
  }

  private static Channel channel(Kind kind, boolean internal) {
    return new Channel(
        "channel",
        kind,
        new Given.Plain(RECEIVER.url("/")),
        new Given.Environment("HOOK_SECRET"),
        null,
        null,
        Duration.ZERO,
        internal);
  }

  private static Message message(Notice... notices) {
    return new Message(ID, notices[0].key(), null, List.of(notices));
  }

  private static Notice notice(Act act, String summary) {
    return notice(
        act, "leadline/clock/200%", new OfClock(LEAD, CLOCK, "speed-to-lead", "200%"), summary);
  }

  private static Notice overdue(Act act) {
    return notice(
        act,
        "leadline/exceptions/1",
        new OfExceptions(ExceptionReason.NO_CANDIDATE, "routing"),
        "3 NO_CANDIDATE of routing not resolved");
  }

  private static Notice notice(Act act, String key, Subject subject, String summary) {
    return new Notice(
        ID, "channel", "ana", act, Severity.CRITICAL, key, subject, summary, NOW, NOW, null, null);
  }
}
