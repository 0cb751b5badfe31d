package dev.leadline.endtoend;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes spans as a collector of OpenTelemetry does (OTLP over HTTP, in protobuf) and keeps what
/// tests ask for.
final class TraceCollector implements AutoCloseable {
  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  private TraceCollector(HttpServer server) {
    this.server = server;
  }

  /// @param parent empty for the first of a trace
  record Span(String service, String trace, String id, String parent, String name) {}

  static TraceCollector start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      TraceCollector collector = new TraceCollector(server);
      server.createContext("/v1/traces", collector::take);
      server.start();
      return collector;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Span> of(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      read(UnknownFieldSet.parseFrom(exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /// The numbers are those of opentelemetry/proto/trace/v1/trace.proto and resource.proto.
  private void read(UnknownFieldSet request) throws InvalidProtocolBufferException {
    for (UnknownFieldSet resourceSpans : messages(request, 1)) {
      String service = service(resourceSpans);
      for (UnknownFieldSet scopeSpans : messages(resourceSpans, 2)) {
        for (UnknownFieldSet span : messages(scopeSpans, 2)) {
          spans.add(
              new Span(
                  service,
                  hex(span, 1),
                  hex(span, 2),
                  hex(span, 4),
                  bytes(span, 5).toStringUtf8()));
        }
      }
    }
  }

  private static String service(UnknownFieldSet resourceSpans)
      throws InvalidProtocolBufferException {
    for (UnknownFieldSet resource : messages(resourceSpans, 1)) {
      for (UnknownFieldSet attribute : messages(resource, 1)) {
        if (bytes(attribute, 1).toStringUtf8().equals("service.name")) {
          return bytes(messages(attribute, 2).getFirst(), 1).toStringUtf8();
        }
      }
    }
    return "";
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet message, int number)
      throws InvalidProtocolBufferException {
    List<UnknownFieldSet> all = new ArrayList<>();
    for (ByteString each : message.getField(number).getLengthDelimitedList()) {
      all.add(UnknownFieldSet.parseFrom(each));
    }
    return all;
  }

  private static String hex(UnknownFieldSet message, int number) {
    return HexFormat.of().formatHex(bytes(message, number).toByteArray());
  }

  private static ByteString bytes(UnknownFieldSet message, int number) {
    return message.getField(number).getLengthDelimitedList().stream()
        .findFirst()
        .orElse(ByteString.EMPTY);
  }
}
