package dev.leadline.stack.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// One POST of a sender, for whichever client sends it.
///
/// @param headers by name, in the order in which they were added
public record Delivery(URI uri, Map<String, String> headers, String body) {
  /// How long a sender waits for an answer.
  static final Duration PATIENCE = Duration.ofSeconds(30);

  static Delivery of(String url, String contentType, String body) {
    return new Delivery(URI.create(url), Map.of(), body).with("Content-Type", contentType);
  }

  /// The same with one header more, or with another value of it.
  public Delivery with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Delivery(uri, more, body);
  }

  /// For the client of the JDK.
  public HttpRequest request() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(PATIENCE).POST(BodyPublishers.ofString(body, UTF_8));
    headers.forEach(request::header);
    return request.build();
  }

  /// A client of the JDK for deliveries one by one.
  public static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }
}
