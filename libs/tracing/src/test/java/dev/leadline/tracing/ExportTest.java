package dev.leadline.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With nothing but what is on the class path of a service.
class ExportTest {
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final HttpServer collector;

  ExportTest() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void listen() {
    collector.createContext(
        "/v1/traces",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          received.add(new String(body, StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/v1/traces"})
  void whatEndedIsSentAtTheLatestWhenTracingEnds(String path) {
    // given
    String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + path;
    Tracing tracing = OpenTelemetryTracing.exportingTo(endpoint, "routing", 1);

    // when
    tracing.request("FormResource.receive", null).done();
    tracing.close();

    // then
    assertThat(received)
        .singleElement()
        .asString()
        .contains("service.name", "routing", "FormResource.receive");
  }
}
