package dev.leadline.sla.http.channel;

import dev.leadline.policy.SlaPolicy.Given;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/// Finds what a policy says where to find: in the environment, or in a file. Read anew each time,
/// so that a secret may be replaced while the service runs.
@ApplicationScoped
class Secrets {
  private final Config config;

  Secrets(Config config) {
    this.config = config;
  }

  /// @throws MissingException saying what is not there
  String text(@Nullable Given given) {
    return switch (given) {
      case null -> throw new MissingException("Nothing is given");
      case Given.Plain it -> it.text();
      case Given.Environment it ->
          Optional.ofNullable(config.getConfigValue(it.variable()).getValue())
              .filter(value -> !value.isBlank())
              .orElseThrow(
                  () -> new MissingException("Variable '" + it.variable() + "' is not set"));
      case Given.File it -> content(it.path());
    };
  }

  private static String content(String path) {
    try {
      String content = Files.readString(Path.of(path)).strip();
      if (content.isEmpty()) {
        throw new MissingException("File '" + path + "' is empty");
      }
      return content;
    } catch (IOException unreadable) {
      throw new MissingException(
          "File '" + path + "' cannot be read: " + unreadable.getClass().getSimpleName());
    }
  }

  /// Something that the policy refers to is not there.
  static final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingException(String message) {
      super(message);
    }
  }
}
