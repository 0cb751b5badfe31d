package dev.leadline.policy.http;

import dev.leadline.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// The files of a policy that a request carries, by their names.
public final class PostedFiles {
  private static final int MOST_FILES = 100;
  private static final int MOST_BYTES = 4 << 20;

  private PostedFiles() {}

  /// Those of a map of file name to text.
  ///
  /// @throws Problem 400 when there is no map, or no text for a name
  public static Map<String, String> of(@Nullable Map<String, @Nullable String> texts) {
    if (texts == null) {
      throw Problem.badRequest("The body is empty, not a map of file name to text");
    }
    Map<String, String> files = new LinkedHashMap<>();
    texts.forEach((name, text) -> {
      if (text == null) {
        throw Problem.badRequest("The body has no text for file '" + name + "'");
      }
      files.put(name, text);
    });
    return files;
  }

  /// The YAML files of a zip; in which folder they lie does not matter.
  ///
  /// @throws Problem 400 when it is none or holds none, 413 when it is too large
  public static Map<String, String> unzipped(byte[] zip) {
    Map<String, String> files = new LinkedHashMap<>();
    int left = MOST_BYTES;
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      int count = 0;
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        byte[] content = entries.readNBytes(left + 1);
        left -= content.length;
        count++;
        if (left < 0 || count > MOST_FILES) {
          throw Problem.tooLarge(
              "A policy may have %d files and %d MiB".formatted(MOST_FILES, MOST_BYTES >> 20));
        }
        String name = entry.getName().replaceFirst("^.*/", "");
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
          files.put(name, new String(content, StandardCharsets.UTF_8));
        }
      }
    } catch (IOException broken) {
      throw Problem.badRequest("The body is not a zip: " + broken.getMessage());
    }
    if (files.isEmpty()) {
      throw Problem.badRequest("The body is not a zip that holds YAML files");
    }
    return files;
  }
}
