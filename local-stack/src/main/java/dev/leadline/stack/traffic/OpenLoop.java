package dev.leadline.stack.traffic;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Sends at a given rate whether or not answers come, as the world does. Latency counts from the
/// instant at which a request was meant to be sent, so that a stall of the receiver is not hidden
/// by a sender that waited for it (coordinated omission).
public final class OpenLoop {
  private static final int MOST_IN_FLIGHT = 4_000;
  private static final int NO_ANSWER = 0;

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

  private final HttpClient client;
  private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
  private final ConcurrentHistogram ack = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(5), 3);
  private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);

  public OpenLoop(HttpClient client) {
    this.client = client;
  }

  /// Sends `count` requests evenly over `count / perSecond` seconds and waits for the last answer.
  ///
  /// @param request makes the n-th request, from 0; called just before it is sent
  /// @param sending told each number with its intended instant, by [System#nanoTime()], before it
  ///   is sent
  /// @param accepted told each number that is answered with 2xx
  public Result run(
      long count,
      double perSecond,
      LongFunction<HttpRequest> request,
      Sending sending,
      LongConsumer accepted)
      throws InterruptedException {
    long start = System.nanoTime();
    double gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    for (long number = 0; number < count; number++) {
      long intended = start + (long) (number * gap);
      waitUntil(intended);
      inFlight.acquire();
      sending.sending(number, intended);
      send(number, request.apply(number), intended, accepted);
    }
    inFlight.acquire(MOST_IN_FLIGHT);
    Map<Integer, Long> counted = new ConcurrentSkipListMap<>();
    statuses.forEach((status, times) -> counted.put(status, times.sum()));
    return new Result(count, counted, ack.copy());
  }

  /// Hears of each request before it is sent.
  @FunctionalInterface
  public interface Sending {
    void sending(long number, long intendedNanos);
  }

  private void send(long number, HttpRequest request, long intended, LongConsumer accepted) {
    var _ =
        client
            .sendAsync(request, BodyHandlers.discarding())
            .whenComplete((answer, failure) -> {
              long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - intended);
              ack.recordValue(Math.clamp(micros, 0, ack.getHighestTrackableValue()));
              int status = failure == null ? answer.statusCode() : NO_ANSWER;
              statuses.computeIfAbsent(status, _ -> new LongAdder()).increment();
              if (status / 100 == 2) {
                accepted.accept(number);
              }
              inFlight.release();
            });
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /// The client that suits a load on one machine: what it does beside waiting for the network, it
  /// does on the thread that waits, since handing work from thread to thread costs more than the
  /// work.
  public static HttpClient client() {
    return HttpClient.newBuilder()
        .executor(Runnable::run)
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }
}
