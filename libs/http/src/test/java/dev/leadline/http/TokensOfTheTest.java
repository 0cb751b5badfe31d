package dev.leadline.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A tokens file with a viewer and an operator, whose tokens are their names.
public final class TokensOfTheTest implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try {
      Path file = Files.createTempFile("leadline-tokens", "");
      file.toFile().deleteOnExit();
      Files.write(
          file,
          List.of(
              AccessTokens.digest("vera") + " viewer Vera",
              AccessTokens.digest("otto") + " operator Otto"));
      return Map.of("leadline.access.tokens-file", file.toString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void stop() {}
}
