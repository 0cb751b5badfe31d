package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Somebody whom Alertmanager tells of alerts.
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Told> told = new CopyOnWriteArrayList<>();

  /// @param who the receiver of `alertmanager.yml` that was told
  /// @param status `firing` or `resolved`
  record Told(String who, String alert, String status, JsonNode labels, String summary) {}

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException cannotListen) {
      throw new UncheckedIOException(cannotListen);
    }
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  List<Told> told() {
    return told;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode message = new ObjectMapper().readTree(exchange.getRequestBody());
      for (JsonNode alert : message.path("alerts")) {
        told.add(
            new Told(
                message.path("receiver").asText(),
                alert.at("/labels/alertname").asText(),
                alert.path("status").asText(),
                alert.path("labels"),
                alert.at("/annotations/summary").asText()));
      }
      exchange.sendResponseHeaders(204, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
