package dev.leadline.stack.infra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the Java processes of the local stack are run: with the JDK that runs this one, and small.
public final class Jvm {
  private Jvm() {}

  /// The `java` of the running JDK.
  public static Path executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /// The start of a command, to be followed by more options and what is to be run.
  ///
  /// @param heapMiB the most that the heap may take
  public static List<String> command(int heapMiB) {
    return new ArrayList<>(
        List.of(
            executable().toString(),
            "-Xmx" + heapMiB + "m",
            "-XX:+UseSerialGC",
            // Little lives longer than a batch, and what does not is not to be taken for old.
            "-XX:NewRatio=1",
            "-XX:SurvivorRatio=3",
            // Else all of the heap is collected time and again while classes are loaded and code is
            // compiled.
            "-XX:MetaspaceSize=128m",
            // Else what the compilers once needed is kept for good.
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:ReservedCodeCacheSize=128m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            // Not --enable-native-access: it makes the JVM do without most of its class archive.
            "--sun-misc-unsafe-memory-access=allow"));
  }
}
