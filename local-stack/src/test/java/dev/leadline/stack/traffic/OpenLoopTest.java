package dev.leadline.stack.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private static final int COUNT = 50;

  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final OpenLoop loop = new OpenLoop();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          received.add(exchange.getRequestHeaders().getFirst("id") + body);
          exchange.sendResponseHeaders(body.endsWith("7") ? 401 : 202, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    loop.close();
    server.stop(0);
  }

  @Test
  void eachIsSentOnceAndItsAnswerIsCounted() {
    // given
    List<Long> sending = new ArrayList<>();
    List<Long> accepted = new ArrayList<>();
    List<Long> instants = new ArrayList<>();

    // when
    OpenLoop.Result result =
        loop.run(
            COUNT,
            1_000,
            this::delivery,
            (number, intended) -> {
              sending.add(number);
              instants.add(intended);
            },
            accepted::add);

    // then
    List<Long> all = LongStream.range(0, COUNT).boxed().toList();
    assertThat(sending).isEqualTo(all);
    assertThat(received)
        .containsExactlyInAnyOrderElementsOf(all.stream().map(n -> "id-" + n + "n" + n).toList());
    assertThat(result.statuses()).containsExactly(entry(202, 45L), entry(401, 5L));
    assertThat(result.accepted()).isEqualTo(45);
    assertThat(accepted).hasSize(45).doesNotHaveDuplicates().noneMatch(n -> n % 10 == 7);
    assertThat(result.ack().getTotalCount()).isEqualTo(COUNT);
    assertThat(instants.getLast() - instants.getFirst()).isEqualTo((COUNT - 1) * 1_000_000L);
  }

  @Test
  void nobodyWhoAnswersIsCountedToo() {
    server.stop(0);

    OpenLoop.Result result = loop.run(3, 1_000, this::delivery, (_, _) -> {}, _ -> {});

    assertThat(result.statuses()).containsExactly(entry(0, 3L));
    assertThat(result.accepted()).isZero();
  }

  @Test
  void aDeliveryThatCannotBeMadeEndsTheRun() {
    assertThatThrownBy(() ->
            loop.run(
                3,
                1_000,
                _ -> {
                  throw new IllegalStateException("no secret");
                },
                (_, _) -> {},
                _ -> {}))
        .hasRootCauseMessage("no secret");
  }

  private Delivery delivery(long number) {
    return Delivery.of(
            "http://127.0.0.1:" + server.getAddress().getPort() + "/hook",
            "text/plain",
            "n" + number)
        .with("id", "id-" + number);
  }
}
