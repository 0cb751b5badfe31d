package dev.leadline.sla.http.channel;

import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.sla.application.Sender.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Posts JSON to a receiver of which nothing is to be expected: it may be slow, talk nonsense, or
/// stand where nobody outside should reach. Redirects are not followed.
@ApplicationScoped
class HttpPost {
  private static final int READ_AT_MOST = 4_096;
  private static final int TELL_AT_MOST = 200;

  private final HttpClient client;
  private final Duration timeout;

  HttpPost(
      @ConfigProperty(name = "leadline.sla.notifications.timeout", defaultValue = "PT10S")
          Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /// What the receiver answered.
  ///
  /// @param body its beginning
  record Answer(int status, String body) {}

  /// Sends and has the answer judged by what the kind of receiver is known to say; what it answers
  /// to too many messages, to one too many bytes or when it is broken is alike everywhere.
  ///
  /// @param judge gives the outcome of a status that is neither 429 nor above 499
  Outcome send(
      Channel channel,
      String url,
      Map<String, String> headers,
      String json,
      BiFunction<Integer, Answer, Outcome> judge) {
    try {
      URI uri = URI.create(url);
      String refusal = channel.internal() ? null : refusal(uri);
      if (refusal != null) {
        return new Outcome.Refused(refusal);
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri)
              .timeout(timeout)
              .header("Content-Type", "application/json")
              .header("User-Agent", "Leadline")
              .POST(BodyPublishers.ofString(json));
      headers.forEach(request::header);
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      return judged(response, judge);
    } catch (UnknownHostException unknown) {
      return new Outcome.Later("Host of the URL is not known", null);
    } catch (IOException failed) {
      return new Outcome.Later(
          failed.getClass().getSimpleName() + ": " + failed.getMessage(), null);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.Later("Interrupted", null);
    } catch (IllegalArgumentException notAUrl) {
      return new Outcome.Refused("The URL cannot be used: " + notAUrl.getMessage());
    }
  }

  private static Outcome judged(
      HttpResponse<InputStream> response, BiFunction<Integer, Answer, Outcome> judge)
      throws IOException {
    int status = response.statusCode();
    String body;
    try (InputStream stream = response.body()) {
      body = new String(stream.readNBytes(READ_AT_MOST), StandardCharsets.UTF_8);
    }
    Answer answer = new Answer(status, body);
    return status == 429 || status >= 500
        ? new Outcome.Later(words(answer), retryAfter(response))
        : judge.apply(status, answer);
  }

  /// What was answered, short enough to be kept.
  static String words(Answer answer) {
    String body = answer.body().strip().replaceAll("\\s+", " ");
    String told = body.length() > TELL_AT_MOST ? body.substring(0, TELL_AT_MOST) + "..." : body;
    return "HTTP " + answer.status() + (told.isEmpty() ? "" : ": " + told);
  }

  private static @Nullable Duration retryAfter(HttpResponse<?> response) {
    Optional<String> seconds =
        response.headers().firstValue("Retry-After").filter(text -> text.matches("\\d{1,6}"));
    return seconds.map(Long::parseLong).map(Duration::ofSeconds).orElse(null);
  }

  /// Why an address may not be used; null when it may. A name that leads to several addresses is
  /// refused when any of them is internal.
  private static @Nullable String refusal(URI uri) throws UnknownHostException {
    String host = uri.getHost();
    if (host == null) {
      return "The URL names no host";
    }
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (InternalAddresses.contain(address)) {
        return "Host of the URL is inside the own network; the channel does not say 'internal: true'";
      }
    }
    return null;
  }
}
