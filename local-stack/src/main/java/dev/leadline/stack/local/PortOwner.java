package dev.leadline.stack.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out who listens on a port, as proc(5) tells on Linux; elsewhere nobody is known.
final class PortOwner {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";

  private PortOwner() {}

  /// The process in words, such as `'postgres' (pid 42)`; empty when it is not known.
  static Optional<String> of(int port) {
    return Stream.of("net/tcp", "net/tcp6")
        .flatMap(table -> lines(PROC.resolve(table)))
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> listensOn(columns, port))
        .flatMap(columns -> holderOf("socket:[" + columns[9] + "]").stream())
        .findFirst()
        .map(pid -> "'%s' (pid %s)".formatted(nameOf(pid), pid));
  }

  /// The columns are `sl local_address rem_address st ... inode`, addresses in hexadecimal.
  private static boolean listensOn(String[] columns, int port) {
    return columns.length > 9
        && columns[3].equals(LISTENING)
        && columns[1].endsWith(":%04X".formatted(port));
  }

  private static Optional<String> holderOf(String socket) {
    return list(PROC).stream()
        .filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
        .filter(process ->
            list(process.resolve("fd")).stream().anyMatch(file -> pointsTo(file, socket)))
        .map(process -> process.getFileName().toString())
        .findFirst();
  }

  private static String nameOf(String pid) {
    return lines(PROC.resolve(pid).resolve("comm")).findFirst().orElse("?");
  }

  private static boolean pointsTo(Path link, String target) {
    try {
      return Files.readSymbolicLink(link).toString().equals(target);
    } catch (IOException _) {
      return false;
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readString(file).lines();
    } catch (IOException _) {
      return Stream.empty();
    }
  }
}
