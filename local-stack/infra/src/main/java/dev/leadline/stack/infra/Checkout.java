package dev.leadline.stack.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the sources and what was built of them lie.
public final class Checkout {
  private static final String PROPERTY = "leadline.root";

  private Checkout() {}

  /// The folder of the parent pom, as the system property `leadline.root` names it.
  ///
  /// @throws IllegalStateException when the property is not set or names no checkout
  public static Path root() {
    String named = System.getProperty(PROPERTY);
    if (named == null) {
      throw new IllegalStateException("System property '" + PROPERTY + "' is not set");
    }
    Path root = Path.of(named).toAbsolutePath().normalize();
    if (!Files.isDirectory(root.resolve("local-stack"))) {
      throw new IllegalStateException(
          "System property '" + PROPERTY + "' names '" + root + "', which holds no 'local-stack'");
    }
    return root;
  }
}
