package dev.leadline.stack.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.leadline.events.EventCodec;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A report for programs, beside the one that people read.
final class JsonOption {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "write the report there as well, as JSON")
  private @Nullable Path file;

  /// Writes it when it was asked for.
  void write(Object report) throws IOException {
    if (file != null) {
      EventCodec.mapper()
          .writer(SerializationFeature.INDENT_OUTPUT)
          .writeValue(file.toFile(), report);
    }
  }
}
