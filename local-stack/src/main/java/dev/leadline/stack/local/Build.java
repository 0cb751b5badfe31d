package dev.leadline.stack.local;

import dev.leadline.stack.infra.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Builds the services whose jars are older than what they are made of.
final class Build {
  /// What every service is made of beside its own sources.
  private static final List<String> SHARED =
      List.of(
          "libs/events",
          "libs/tracing",
          "libs/messaging",
          "libs/policy",
          "libs/policy-http",
          "libs/audit",
          "libs/http");

  private static final String SIMULATOR = "simulator";

  /// The services whose deciders the simulator uses.
  private static final List<Member> DECIDING =
      List.of(Member.SCORING, Member.LIFECYCLE, Member.ROUTING, Member.SLA_MONITOR);

  private static final FileTime NEVER = FileTime.fromMillis(0);

  private final Path root;
  private final String maven;

  /// @param maven the command that runs Maven
  Build(Path root, String maven) {
    this.root = root;
    this.maven = maven;
  }

  /// The build of this checkout, with the Maven that `./leadline` found.
  static Build ofCheckout(Map<String, String> environment) {
    return new Build(Checkout.root(), environment.getOrDefault("LEADLINE_MVN", "mvn"));
  }

  /// The services that have to be built.
  List<Member> stale() {
    FileTime shared =
        SHARED.stream().map(this::newestSource).max(FileTime::compareTo).orElse(NEVER);
    return Member.services().stream().filter(service -> isStale(service, shared)).toList();
  }

  /// Whether the simulator has to be built: it is made of the services that decide, and of itself.
  boolean isSimulatorStale() {
    FileTime built = modified(root.resolve(SIMULATOR).resolve("target/simulator.built"));
    return Stream.concat(
            SHARED.stream(),
            Stream.concat(DECIDING.stream().map(Member::module), Stream.of(SIMULATOR)))
        .map(this::newestSource)
        .anyMatch(source -> source.compareTo(built) > 0);
  }

  /// Builds the simulator, with the output in a log. It needs the classes of the services and not
  /// the services as applications.
  ///
  /// @throws StackException with the end of the log when the build fails
  void runSimulator(Path log, Consumer<String> progress) {
    build(SIMULATOR, List.of("-Dquarkus.build.skip=true"), log, progress);
    simulatorWasBuilt();
  }

  private void simulatorWasBuilt() {
    try {
      Files.writeString(root.resolve(SIMULATOR).resolve("target/simulator.built"), "");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// Builds services, with the output in a log.
  ///
  /// @throws StackException with the end of the log when the build fails
  void run(List<Member> services, Path log, Consumer<String> progress) {
    run(services.stream().map(Member::module), log, progress);
  }

  private void run(Stream<String> modules, Path log, Consumer<String> progress) {
    build(modules.collect(Collectors.joining(",")), List.of(), log, progress);
  }

  /// Builds what is stale of a stack: services, and the simulator that routing starts when asked.
  ///
  /// @throws StackException with the end of the log when the build fails
  void runStale(Path log, Consumer<String> progress) {
    List<Member> services = stale();
    if (!isSimulatorStale()) {
      if (!services.isEmpty()) {
        run(services, log, progress);
      }
    } else if (services.isEmpty()) {
      runSimulator(log, progress);
    } else {
      run(
          Stream.concat(services.stream().map(Member::module), Stream.of(SIMULATOR)),
          log,
          progress);
      simulatorWasBuilt();
    }
  }

  private void build(String modules, List<String> options, Path log, Consumer<String> progress) {
    long begun = System.nanoTime();
    progress.accept("building " + modules + " (sources are newer than jars) ...");
    List<String> command = new ArrayList<>(List.of(maven, "-q", "-B", "-ntp"));
    command.addAll(options);
    command.addAll(List.of("-Dmaven.test.skip=true", "-pl", modules, "-am", "package"));
    if (exitCode(command, log) != 0) {
      throw new StackException(
          "The build failed; its log is '%s':\n%s".formatted(log, errors(log)));
    }
    progress.accept("built in %.0f s".formatted((System.nanoTime() - begun) / 1e9));
  }

  private boolean isStale(Member service, FileTime shared) {
    FileTime built =
        modified(root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar"));
    return built.compareTo(shared) < 0 || built.compareTo(newestSource(service.module())) < 0;
  }

  private FileTime newestSource(String module) {
    Path folder = root.resolve(module);
    try (Stream<Path> sources =
        Files.exists(folder.resolve("src/main"))
            ? Files.walk(folder.resolve("src/main"))
            : Stream.empty()) {
      return Stream.concat(
              sources.filter(Files::isRegularFile), Stream.of(folder.resolve("pom.xml")))
          .map(Build::modified)
          .max(FileTime::compareTo)
          .orElse(NEVER);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private int exitCode(List<String> command, Path log) {
    try {
      return new ProcessBuilder(command)
          .directory(root.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start()
          .waitFor();
    } catch (IOException cannotRun) {
      throw new StackException("Maven cannot be run: " + cannotRun.getMessage(), cannotRun);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("The build was interrupted", interrupted);
    }
  }

  private static String errors(Path log) {
    try {
      return Files.readString(log)
          .lines()
          .filter(line -> line.startsWith("[ERROR]"))
          .limit(20)
          .collect(Collectors.joining("\n"));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /// A file that is not there was modified never.
  private static FileTime modified(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).lastModifiedTime();
    } catch (IOException _) {
      return NEVER;
    }
  }
}
