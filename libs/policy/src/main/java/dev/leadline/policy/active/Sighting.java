package dev.leadline.policy.active;

import dev.leadline.policy.load.PolicyLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// How the files of a policy directory look from outside: enough to tell that one was written, put
/// in another's place, or taken away.
record Sighting(List<String> files) {
  Sighting {
    files = List.copyOf(files);
  }

  static Sighting of(Path directory) {
    return new Sighting(
        PolicyLoader.files().stream().map(name -> look(directory.resolve(name))).toList());
  }

  /// Follows links, so that a link that is set to another directory is seen too.
  private static String look(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s %d %s %s"
          .formatted(
              file.getFileName(),
              attributes.size(),
              attributes.lastModifiedTime(),
              attributes.fileKey());
    } catch (IOException _) {
      return file.getFileName() + " cannot be seen";
    }
  }
}
