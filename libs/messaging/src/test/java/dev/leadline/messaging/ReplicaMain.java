package dev.leadline.messaging;

import static java.util.Objects.requireNonNull;

import dev.leadline.messaging.ReplicaProcess.Crash;
import dev.leadline.messaging.ReplicaProcess.Crash.Point;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// The main class of [ReplicaProcess].
final class ReplicaMain {
  private static final AtomicInteger LEFT = new AtomicInteger();

  private ReplicaMain() {}

  public static void main(String[] arguments) throws Exception {
    Site site =
        new Site(
            arguments[0],
            arguments[1],
            arguments[2],
            arguments[3],
            arguments[4],
            Integer.parseInt(arguments[5]));
    Point point = Point.valueOf(arguments[6]);
    LEFT.set(Integer.parseInt(arguments[7]));
    Replica.Builder replica = Replica.of(site).database(crashing(point));
    if (point == Point.AFTER_PUBLISH) {
      replica.relayKafka("interceptor.classes", CrashingInterceptor.class.getName());
    }
    Replica _ = replica.start();
    new CountDownLatch(1).await();
  }

  private static void crashIfDue() {
    if (LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(Crash.EXIT_CODE);
    }
  }

  private static UnaryOperator<DataSource> crashing(Point point) {
    return database ->
        Proxies.around(
            DataSource.class,
            database,
            (name, call) ->
                name.equals("getConnection")
                    ? crashing((Connection) requireNonNull(call.make()), point)
                    : call.make());
  }

  private static Connection crashing(Connection connection, Point point) {
    return Proxies.around(
        Connection.class,
        connection,
        (name, call) -> {
          boolean commit = name.equals("commit");
          if (commit && point == Point.BEFORE_COMMIT) {
            crashIfDue();
          }
          Object result = call.make();
          if (commit && point == Point.AFTER_COMMIT) {
            crashIfDue();
          }
          return result;
        });
  }

  /// Dies when Kafka has acknowledged a certain record.
  public static final class CrashingInterceptor implements ProducerInterceptor<Object, Object> {
    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
      return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, @Nullable Exception failure) {
      crashIfDue();
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
  }
}
