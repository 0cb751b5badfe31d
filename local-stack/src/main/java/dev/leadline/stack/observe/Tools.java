package dev.leadline.stack.observe;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds programs: on the PATH, or where `./leadline tools` has put them without installing them.
public final class Tools {
  private final List<Path> folders = new ArrayList<>();
  private final Path cache;

  /// @param environment `PATH`, `HOME` and `XDG_CACHE_HOME` are looked at
  public Tools(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    String caches = environment.getOrDefault("XDG_CACHE_HOME", home + "/.cache");
    cache = Path.of(caches, "leadline", "tools");
    Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .filter(folder -> !folder.isEmpty())
        .forEach(folder -> folders.add(Path.of(folder)));
    folders.add(cache.resolve("usr/bin"));
  }

  /// The program of one of these names; empty when none is there.
  public Optional<Path> find(String... names) {
    return find(List.of(names));
  }

  Optional<Path> find(List<String> names) {
    return names.stream()
        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /// The option that tells a program of Debian which was not installed where its pages are; empty
  /// for one that was, or that brings them along.
  Optional<String> assets(Observer observer, Path program) {
    return program.startsWith(cache)
        ? switch (observer) {
          case PROMETHEUS -> assets("--web.local-assets=", "usr/share/prometheus/web/");
          case ALERTMANAGER -> assets("--web.ui-path=", "usr/share/prometheus/alertmanager/ui/");
          case GRAFANA -> Optional.empty();
        }
        : Optional.empty();
  }

  private Optional<String> assets(String option, String path) {
    return Optional.of(cache.resolve(path))
        .filter(Files::isDirectory)
        .map(folder -> option + folder + "/");
  }

  /// The folder that Grafana calls its home: beside its `bin`, or where packages put it.
  static Path grafanaHome(Path program) {
    try {
      Path unpacked = program.toRealPath().resolve("../..").normalize();
      return Files.isDirectory(unpacked.resolve("public"))
          ? unpacked
          : Path.of("/usr/share/grafana");
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
