package dev.leadline.routing.application.simulation;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How the simulator is run: by the Java of this service, on its broker and its database. The
/// password is in the environment, where `ps` does not show it.
@Singleton
class SimulatorCommand {
  private static final String MAIN = "dev.leadline.simulator.cli.SimulatorMain";

  private final SimulatorConfig config;
  private final String bootstrap;
  private final String database;
  private final Map<String, String> environment;

  SimulatorCommand(
      SimulatorConfig config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
    this.config = config;
    this.bootstrap = bootstrap;
    this.database = database;
    this.environment =
        Map.of("LEADLINE_ROUTING_USER", user, "LEADLINE_ROUTING_PASSWORD", password.orElse(""));
  }

  /// What runs it, in an environment that knows the database's user.
  ///
  /// @param classPath of the simulator
  /// @param folder for what it writes besides the report
  /// @param options what it is to do
  ProcessBuilder of(String classPath, Path folder, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + config.heap().asLongValue(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classPath,
                MAIN,
                "--attended",
                "--bootstrap",
                bootstrap,
                "--routing-database",
                database));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }
}
