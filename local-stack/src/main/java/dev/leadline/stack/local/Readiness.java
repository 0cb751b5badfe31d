package dev.leadline.stack.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/// Asks services whether they are ready.
final class Readiness {
  private static final int PATIENCE_MS = 2000;

  private Readiness() {}

  /// Whether the service at that URL says so now. With the plainest of clients: whoever waits for
  /// five services to start should leave them the processor.
  static boolean isReady(String url) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url + "/q/health/ready").toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MS);
      connection.setReadTimeout(PATIENCE_MS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException _) {
      return false;
    }
  }
}
