package dev.leadline.stack.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// Stands in for a service where the stack around it is what is tested: is ready at its port, or
/// ends at once when its data directory holds a file `broken`.
final class StubService {
  private StubService() {}

  public static void main(String[] arguments) throws IOException {
    if (Files.exists(Path.of("broken"))) {
      System.out.println("cannot go on like this");
      System.exit(3);
    }
    int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
    beReady(port, "/q/health/ready");
    System.out.println("serving " + System.getenv("QUARKUS_DATASOURCE_JDBC_URL"));
  }

  /// Answers at a port of this machine that all is well, until the process ends.
  static void beReady(int port, String path) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }
}
