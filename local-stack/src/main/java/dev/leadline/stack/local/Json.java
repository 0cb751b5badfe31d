package dev.leadline.stack.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.leadline.events.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The small files of the data directory: readable by their owner only, replaced as a whole.
final class Json {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final ObjectMapper MAPPER =
      EventCodec.mapper()
          .copy()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private Json() {}

  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (IOException recordsAreAlwaysWritable) {
      throw new IllegalStateException(recordsAreAlwaysWritable);
    }
  }

  /// Empty when there is no such file.
  static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.of(MAPPER.readValue(Files.readString(file), type));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new StackException("'" + file + "' cannot be read: " + unreadable, unreadable);
    }
  }

  static void write(Path file, Object value) {
    writeText(file, text(value) + "\n");
  }

  static void writeText(Path file, String text) {
    try {
      Path fresh = Files.createTempFile(file.getParent(), "." + file.getFileName(), "", OWNER_ONLY);
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException cannotWrite) {
      throw new StackException("'" + file + "' cannot be written: " + cannotWrite, cannotWrite);
    }
  }
}
