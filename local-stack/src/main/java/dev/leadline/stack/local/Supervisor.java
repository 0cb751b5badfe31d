package dev.leadline.stack.local;

import dev.leadline.stack.infra.StartException;
import dev.leadline.stack.observe.Observatory;
import dev.leadline.stack.observe.Observer;
import dev.leadline.stack.observe.Tools;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The process in the background that owns a stack until it is asked to end. It says on standard
/// output what it does, a line each, and ends with 1 when the stack does not come up.
public final class Supervisor {
  /// The environment variable that asks for [Observatory] beside the stack, when it is `true`.
  public static final String OBSERVE = "LEADLINE_OBSERVE";

  private Supervisor() {}

  /// @param arguments the data directory and the policy directory; ports come from the environment
  public static void main(String[] arguments) throws IOException, InterruptedException {
    DataDirectory data = new DataDirectory(Path.of(arguments[0]));
    Settings settings = new Settings(data, Ports.from(System.getenv()), Path.of(arguments[1]));
    data.create();
    try (FileChannel file =
            FileChannel.open(data.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = file.tryLock()) {
      if (lock == null) {
        System.out.println(
            "Another process is starting or running the stack of '" + data.root() + "'");
        System.exit(1);
      }
      run(settings);
    }
  }

  private static void run(Settings settings) throws InterruptedException {
    RunningStack stack = new RunningStack(settings, System.out::println);
    if (Boolean.parseBoolean(System.getenv(OBSERVE))) {
      stack.observedBy(observatory(settings.data()));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
    try {
      stack.start();
    } catch (StartException | StackException failed) {
      System.out.println(failed.getMessage());
      System.exit(1);
    }
    new CountDownLatch(1).await();
  }

  private static Observatory observatory(DataDirectory data) {
    return new Observatory(
        data.observe(), data.logs(), Observer.ports(System.getenv()), new Tools(System.getenv()));
  }
}
