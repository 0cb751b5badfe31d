package dev.leadline.http;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The access tokens of the configured file, read again when the file changes. A file that is
/// missing or wrong is an error in the log; with a missing one nobody has access, with a wrong one
/// the tokens before it stay in force.
@Singleton
final class AccessTokensFile {
  private static final Logger LOG = Logger.getLogger(AccessTokensFile.class);
  private static final Version ABSENT = new Version(FileTime.fromMillis(0), -1);

  private record Version(FileTime modified, long size) {}

  private record Loaded(Version version, AccessTokens tokens) {}

  private final Optional<Path> file;
  private volatile Loaded loaded = new Loaded(ABSENT, AccessTokens.none());

  AccessTokensFile(@ConfigProperty(name = "leadline.access.tokens-file") Optional<Path> file) {
    this.file = file;
    if (file.isEmpty()) {
      LOG.warn("No tokens file configured, so nobody has access key=leadline.access.tokens-file");
    }
    current();
  }

  /// The tokens as the file has them now.
  AccessTokens current() {
    return file.map(this::upToDate).orElse(loaded.tokens());
  }

  private AccessTokens upToDate(Path path) {
    Version now = version(path);
    if (!now.equals(loaded.version())) {
      load(path, now);
    }
    return loaded.tokens();
  }

  private synchronized void load(Path path, Version version) {
    if (version.equals(loaded.version())) {
      return;
    }
    try {
      AccessTokens tokens = AccessTokens.parse(Files.readAllLines(path));
      loaded = new Loaded(version, tokens);
      LOG.infof("Access tokens loaded file=%s tokens=%d", path, tokens.known().size());
    } catch (NoSuchFileException missing) {
      loaded = new Loaded(version, AccessTokens.none());
      LOG.errorf("Tokens file is missing, so nobody has access file=%s", path);
    } catch (IOException | IllegalArgumentException unreadable) {
      loaded = new Loaded(version, loaded.tokens());
      LOG.errorf(
          "Tokens file cannot be used, the tokens before stay file=%s problem=%s",
          path, unreadable);
    }
  }

  private static Version version(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Version(attributes.lastModifiedTime(), attributes.size());
    } catch (IOException _) {
      return ABSENT;
    }
  }
}
