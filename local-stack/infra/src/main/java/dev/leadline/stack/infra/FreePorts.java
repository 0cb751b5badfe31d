package dev.leadline.stack.infra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Which ports of the loopback address can be listened on.
public final class FreePorts {
  private static final int FIRST = 20_000;

  /// Up to where systems begin to give ports to outgoing connections: 32768 on Linux, 49152
  /// elsewhere. One of those may be free when asked for, and taken when it is to be used.
  private static final int COUNT = 32_768 - FIRST;

  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePorts() {}

  /// A port that nothing listens on at the moment of asking, each time another one.
  public static int any() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "No port from %d to %d is free".formatted(FIRST, FIRST + COUNT - 1));
  }

  /// Whether the port can be listened on. A connection still closing on it does not matter.
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
