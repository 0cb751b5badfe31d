package dev.leadline.stack.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/// Stands in for Prometheus: is ready at the address that it is told.
final class StubObserver {
  private static final String ADDRESS = "--web.listen-address=127.0.0.1:";

  private StubObserver() {}

  /// Puts it into a folder under the name of the real one.
  static void install(Path folder) throws IOException {
    Path program = Files.createDirectories(folder).resolve("prometheus");
    Files.writeString(
        program,
        "#!/bin/sh\nexec '%s/bin/java' -cp '%s' %s \"$@\"\n"
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                StubObserver.class.getName()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  public static void main(String[] arguments) throws IOException {
    int port =
        Arrays.stream(arguments)
            .filter(argument -> argument.startsWith(ADDRESS))
            .mapToInt(argument -> Integer.parseInt(argument.substring(ADDRESS.length())))
            .findFirst()
            .orElseThrow();
    StubService.beReady(port, "/-/ready");
  }
}
