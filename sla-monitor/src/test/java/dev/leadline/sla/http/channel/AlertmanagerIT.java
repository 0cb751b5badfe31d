package dev.leadline.sla.http.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadline.events.LeadId;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.policy.SlaPolicy.Channel.Kind;
import dev.leadline.policy.SlaPolicy.Given;
import dev.leadline.sla.application.Sender.Message;
import dev.leadline.sla.application.Sender.Outcome;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Act;
import dev.leadline.sla.notification.Notice.Severity;
import dev.leadline.sla.notification.Notice.Subject.OfClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The adapter against the Alertmanager of Debian's package `prometheus-alertmanager`.
class AlertmanagerIT {
  private static final String PROGRAM = "prometheus-alertmanager";

  /// Where the package looks for them and nowhere else; whoever may not write there has none.
  private static final Path TEMPLATES = Path.of("/usr/share/prometheus/alertmanager/default.tmpl");

  private static final String CONFIGURATION =
      """
      route: {receiver: nobody}
      receivers: [{name: nobody}]
      """;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @TempDir private static Path folder;

  private static Process alertmanager;
  private static String url;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      String why =
          "alerts to a real Alertmanager: no '"
              + PROGRAM
              + "' with its templates; './leadline tools' fetches it";
      System.out.println("[skipped] " + why);
      abort(why);
    }
    Path configuration = Files.writeString(folder.resolve("alertmanager.yml"), CONFIGURATION);
    String address = "127.0.0.1:" + freePort();
    url = "http://" + address;
    alertmanager =
        new ProcessBuilder(
                program.orElseThrow().toString(),
                "--config.file=" + configuration,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=" + address,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> get("/-/ready").statusCode() == 200);
  }

  /// Where the system has it, or where `./leadline tools` puts it.
  private static Optional<Path> program() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path home = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return Stream.of(Path.of("/usr/bin"), home.resolve("leadline/tools/usr/bin"))
        .map(folder -> folder.resolve(PROGRAM))
        .filter(Files::isExecutable)
        .filter(_ -> Files.exists(TEMPLATES))
        .findFirst();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (alertmanager != null) {
      alertmanager.destroy();
      if (!alertmanager.waitFor(10, TimeUnit.SECONDS)) {
        alertmanager.destroyForcibly();
      }
    }
  }

  @Test
  void whatIsSentTwiceIsOneAlertAndItsEndEndsIt() throws Exception {
    // given
    UUID clock = UUID.randomUUID();

    // when
    Outcome first = send(notice(clock, Act.TRIGGER));
    Outcome again = send(notice(clock, Act.TRIGGER));

    // then
    assertThat(List.of(first, again)).containsOnly(new Outcome.Sent());
    JsonNode alert = await().until(() -> alerts(clock), found -> found.size() == 1).get(0);
    assertThat(alert.at("/status/state").asText()).isEqualTo("active");
    assertThat(alert.at("/labels/alertname").asText()).isEqualTo("LeadlineClock");
    assertThat(alert.at("/labels/rung").asText()).isEqualTo("200%");
    assertThat(alert.at("/labels/severity").asText()).isEqualTo("critical");
    assertThat(alert.at("/annotations/summary").asText()).isEqualTo("200% of 'speed-to-lead'");
    assertThat(Instant.parse(alert.path("startsAt").asText())).isEqualTo(now);

    // when
    assertThat(send(notice(clock, Act.RESOLVE))).isEqualTo(new Outcome.Sent());

    // then
    await().until(() -> alerts(clock).isEmpty());
  }

  @Test
  void whatItCannotReadIsRefusedAndNotTriedAgain() {
    // given: an alert that ends before it starts
    Notice backwards = notice(UUID.randomUUID(), Act.TRIGGER, now.plus(Duration.ofDays(9)));

    // then
    assertThat(send(backwards))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.error()).startsWith("HTTP 400: "));
  }

  private static Outcome send(Notice notice) {
    Channel channel =
        new Channel(
            "on-call",
            Kind.ALERTMANAGER,
            new Given.Plain(url),
            null,
            null,
            null,
            Duration.ZERO,
            true);
    return new AlertmanagerSender(
            new HttpPost(Duration.ofSeconds(5)),
            new Secrets(new SmallRyeConfigBuilder().build()),
            MAPPER,
            InstantSource.system())
        .send(channel, new Message(notice.id(), notice.key(), null, List.of(notice)));
  }

  private Notice notice(UUID clock, Act act) {
    return notice(clock, act, now);
  }

  private Notice notice(UUID clock, Act act, Instant at) {
    return new Notice(
        UUID.randomUUID(),
        "on-call",
        "on-call",
        act,
        Severity.CRITICAL,
        "leadline/" + clock + "/200%",
        new OfClock(new LeadId(UUID.randomUUID()), clock, "speed-to-lead", "200%"),
        "200% of 'speed-to-lead'",
        at,
        at,
        null,
        null);
  }

  private static JsonNode alerts(UUID clock) throws IOException, InterruptedException {
    return MAPPER.readTree(get("/api/v2/alerts?filter=clock%3D%22" + clock + "%22").body());
  }

  private static java.net.http.HttpResponse<String> get(String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
