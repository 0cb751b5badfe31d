package dev.leadline.policy.http;

import dev.leadline.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The YAML files of a zip by their names; in which folder they lie does not matter.
final class ZippedFiles {
  private static final int MOST_FILES = 100;
  private static final int MOST_BYTES = 4 << 20;

  private ZippedFiles() {}

  static Map<String, String> of(byte[] zip) {
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
