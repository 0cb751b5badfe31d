package dev.leadline.simulator.export;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a partition holds.
public interface Log extends AutoCloseable {

  /// A record of it.
  ///
  /// @param headers as UTF-8
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Logged(long offset, Map<String, String> headers, byte[] value) {}

  String topic();

  int partition();

  /// The next record; null at the end.
  @Nullable Logged next();

  /// The offset after the last record.
  long end();

  @Override
  void close();
}
