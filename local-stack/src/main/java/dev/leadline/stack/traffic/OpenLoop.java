package dev.leadline.stack.traffic;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/// Sends at a given rate whether or not answers come, as the world does. Latency counts from the
/// instant at which a request was meant to be sent, so that a stall of the receiver is not hidden
/// by a sender that waited for it (coordinated omission).
///
/// All is done on one event loop: on one machine the load takes from what it measures, and handing
/// work from thread to thread costs more than the work.
public final class OpenLoop implements AutoCloseable {
  private static final int MOST_IN_FLIGHT = 4_000;

  /// More would be slower: the client looks for a free one among all of them. What finds none
  /// waits, and its latency counts on.
  private static final int CONNECTIONS = 128;

  private static final int NO_ANSWER = 0;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int TICK_MILLIS = 1;

  /// What came of a run.
  ///
  /// @param sent how many requests were sent
  /// @param statuses how many answers had each HTTP status; 0 stands for no answer
  /// @param ack microseconds from the intended instant to the answer
  public record Result(long sent, Map<Integer, Long> statuses, Histogram ack) {
    /// How many deliveries were accepted, that is answered with 2xx.
    public long accepted() {
      return statuses.entrySet().stream()
          .filter(status -> status.getKey() / 100 == 2)
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /// Hears of each request before it is sent.
  @FunctionalInterface
  public interface Sending {
    void sending(long number, long intendedNanos);
  }

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setFileSystemOptions(
                  new FileSystemOptions()
                      .setFileCachingEnabled(false)
                      .setClassPathResolvingEnabled(false)));
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS),
          new PoolOptions().setHttp1MaxSize(CONNECTIONS));

  /// Sends `count` deliveries evenly over `count / perSecond` seconds and waits for the last
  /// answer.
  ///
  /// @param delivery makes the n-th, from 0; called just before it is sent
  /// @param sending told each number with its intended instant, by [System#nanoTime()], before it
  ///   is sent
  /// @param accepted told each number that is answered with 2xx
  public Result run(
      long count,
      double perSecond,
      LongFunction<Delivery> delivery,
      Sending sending,
      LongConsumer accepted) {
    Run run = new Run(count, perSecond, delivery, sending, accepted);
    vertx.runOnContext(_ -> run.start());
    return run.result.join();
  }

  /// Cuts off what is not answered yet.
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /// All but the result is confined to the event loop.
  private final class Run {
    private final long count;
    private final double gap;
    private final LongFunction<Delivery> delivery;
    private final Sending sending;
    private final LongConsumer accepted;
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Histogram ack = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final long start = System.nanoTime();
    private long sent;
    private long answered;

    Run(
        long count,
        double perSecond,
        LongFunction<Delivery> delivery,
        Sending sending,
        LongConsumer accepted) {
      this.count = count;
      this.gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
      this.delivery = delivery;
      this.sending = sending;
      this.accepted = accepted;
    }

    void start() {
      vertx.setPeriodic(TICK_MILLIS, this::sendDue);
    }

    private void sendDue(long timer) {
      try {
        long now = System.nanoTime();
        while (sent < count && intended(sent) - now <= 0 && sent - answered < MOST_IN_FLIGHT) {
          send(sent++);
        }
        if (answered == count) {
          result.complete(new Result(count, statuses, ack));
        }
      } catch (RuntimeException notMade) {
        result.completeExceptionally(notMade);
      }
      if (result.isDone()) {
        vertx.cancelTimer(timer);
      }
    }

    private long intended(long number) {
      return start + (long) (number * gap);
    }

    private void send(long number) {
      sending.sending(number, intended(number));
      post(delivery.apply(number))
          .onComplete(answer -> answered(number, answer.succeeded() ? answer.result() : NO_ANSWER));
    }

    private void answered(long number, int status) {
      long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - intended(number));
      ack.recordValue(Math.clamp(micros, 0, ack.getHighestTrackableValue()));
      statuses.merge(status, 1L, Long::sum);
      if (status / 100 == 2) {
        accepted.accept(number);
      }
      answered++;
    }
  }

  /// The status of the answer, once all of it has come.
  private Future<Integer> post(Delivery delivery) {
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(delivery.uri().toString())
                .setTimeout(Delivery.PATIENCE.toMillis())
                .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(delivery.headers())))
        .compose(request -> request.send(Buffer.buffer(delivery.body())))
        .compose(OpenLoop::statusAtEnd);
  }

  private static Future<Integer> statusAtEnd(HttpClientResponse answer) {
    return answer.end().map(answer.statusCode());
  }
}
