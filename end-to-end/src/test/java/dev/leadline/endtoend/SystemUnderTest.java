package dev.leadline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.EventCodec;
import dev.leadline.stack.infra.Checkout;
import dev.leadline.stack.local.DataDirectory;
import dev.leadline.stack.local.LocalStack;
import dev.leadline.stack.local.Member;
import dev.leadline.stack.local.Ports;
import dev.leadline.stack.local.RunningStack;
import dev.leadline.stack.local.Settings;
import dev.leadline.stack.local.StackStatus;
import dev.leadline.stack.traffic.Delivery;
import dev.leadline.stack.traffic.Senders;
import dev.leadline.stack.traffic.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The whole system on free ports, started once for all test classes and stopped after the last.
public final class SystemUnderTest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final TraceCollector traces = TraceCollector.start();
  private final RunningStack stack;
  private final StackStatus status;
  private final HttpClient client = Delivery.client();
  private final Senders senders = new Senders(InstantSource.system());

  private SystemUnderTest() {
    try {
      DataDirectory data = new DataDirectory(Files.createTempDirectory("leadline-e2e"));
      Settings settings =
          new Settings(
              data,
              Ports.free(),
              Checkout.root().resolve("policies/default"),
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  traces.endpoint(),
                  "LEADLINE_SLA_SCORECARD_EVERY",
                  "3s"));
      stack = new RunningStack(settings, System.out::println).start();
      status = new LocalStack(data, Map.of(), System.out::println).status();
      deleteAfterwards(data.root());
    } catch (IOException cannotWrite) {
      throw new UncheckedIOException(cannotWrite);
    }
  }

  public RunningStack stack() {
    return stack;
  }

  public StackStatus status() {
    return status;
  }

  Senders senders() {
    return senders;
  }

  TraceCollector traces() {
    return traces;
  }

  public String bootstrap() {
    return status.kafka().bootstrap();
  }

  Source source(String kind) {
    return status.sources().stream()
        .filter(source -> source.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The stack has no source '" + kind + "'"));
  }

  public String url(Member member) {
    return status
        .service(member)
        .map(StackStatus.Service::url)
        .orElseThrow(() -> new AssertionError("The stack has no " + member));
  }

  public String token() {
    return Optional.ofNullable(status.token()).orElseThrow();
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", interrupted);
    }
  }

  /// Sends a delivery that must be accepted.
  void deliver(Delivery delivery) {
    HttpResponse<String> answer = send(delivery.request());
    assertThat(answer.statusCode())
        .as("POST %s answers %s", delivery.uri(), answer.body())
        .isBetween(200, 299);
  }

  public HttpResponse<String> get(Member member, String path) {
    return send(
        HttpRequest.newBuilder(URI.create(url(member) + path))
            .header("Authorization", "Bearer " + token())
            .build());
  }

  /// The metrics of a service in the text format of Prometheus.
  public String metrics(Member member) {
    return send(HttpRequest.newBuilder(URI.create(url(member) + "/q/metrics"))
            .header("Accept", "text/plain; version=0.0.4")
            .build())
        .body();
  }

  /// The answer to a GET that must be fine.
  public JsonNode json(Member member, String path) {
    HttpResponse<String> answer = get(member, path);
    assertThat(answer.statusCode()).as("GET %s: %s", path, answer.body()).isEqualTo(200);
    try {
      return EventCodec.mapper().readTree(answer.body());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The id of the one lead with that address, as soon as there is one.
  String leadOf(String email) {
    return await("lead of " + email)
        .atMost(PATIENCE)
        .until(() -> leads(email), leads -> leads.size() == 1)
        .get(0)
        .path("id")
        .asText();
  }

  /// The leads with that address.
  JsonNode leads(String email) {
    JsonNode answer = json(Member.INTAKE, "/api/leads?email=" + email);
    return answer.isArray() ? answer : answer.path("items");
  }

  /// The timeline of a lead as soon as it holds an event of that type.
  JsonNode timelineWith(String lead, String type) {
    return await("timeline of " + lead + " with " + type)
        .atMost(PATIENCE)
        .until(
            () -> timeline(lead),
            entries ->
                entries.findValuesAsText("type").stream().anyMatch(found -> found.equals(type)));
  }

  /// The entries of a lead's timeline; empty when the monitor does not know the lead yet.
  JsonNode timeline(String lead) {
    HttpResponse<String> answer = get(Member.SLA_MONITOR, "/api/leads/" + lead + "/timeline");
    try {
      return EventCodec.mapper().readTree(answer.body()).path("entries");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    stack.close();
    traces.close();
    client.close();
  }

  private static void deleteAfterwards(Path folder) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try (var files = Files.walk(folder)) {
                files
                    .sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
              } catch (IOException | UncheckedIOException _) {
                // The system's own cleaning of temporary files takes what is left.
              }
            }));
  }

  /// Gives test methods the one running system.
  public static final class Extension implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace STORE =
        ExtensionContext.Namespace.create(SystemUnderTest.class);

    @Override
    public void beforeAll(ExtensionContext context) {
      system(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SystemUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return system(context);
    }

    private static SystemUnderTest system(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(STORE)
          .computeIfAbsent(
              SystemUnderTest.class, _ -> new SystemUnderTest(), SystemUnderTest.class);
    }
  }
}
