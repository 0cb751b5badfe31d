package dev.leadline.stack.local;

import dev.leadline.stack.infra.Checkout;
import dev.leadline.stack.infra.Jvm;
import dev.leadline.stack.infra.Niceness;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a service is run: its jar, and its settings in the environment, where `ps` does not show
/// them.
final class ServiceCommand {
  private static final int HEAP_MIB = 192;

  /// The environment variable with the options of the virtual machines of all services.
  static final String OPTIONS_VARIABLE = "LEADLINE_SERVICE_JAVA_OPTIONS";

  /// With the optimising compiler, as a service wants it that runs for more than some minutes or on
  /// a machine of its own.
  static final String FULLY_COMPILED = "-XX:+TieredCompilation";

  /// Five optimising compilers on two cores take longer than a start may.
  private static final String QUICKLY_COMPILED = "-XX:TieredStopAtLevel=1";

  private static final int STANDS_BACK = 10;

  private static final String READABLE = "%d{HH:mm:ss.SSS} %-5p %c{1} %s%e%n";

  private final Settings settings;

  ServiceCommand(Settings settings) {
    this.settings = settings;
  }

  /// Intake goes first, since a sender waits for it and nobody for the others.
  List<String> command(Member service) {
    List<String> command = command(service, HEAP_MIB, QUICKLY_COMPILED);
    return service == Member.INTAKE ? command : Niceness.command(STANDS_BACK, command);
  }

  /// @param otherwise options of the virtual machine where the environment names none
  List<String> command(Member service, int heapMib, String otherwise) {
    List<String> command = Jvm.command(heapMib);
    command.add("-Xss512k");
    command.addAll(jvmOptions(otherwise));
    command.addAll(
        List.of(
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-jar",
            jar(service).toString()));
    return command;
  }

  private static List<String> jvmOptions(String otherwise) {
    return Arrays.asList(
        System.getenv().getOrDefault(OPTIONS_VARIABLE, otherwise).strip().split("\\s+"));
  }

  Map<String, String> environment(Member service) {
    Ports ports = settings.ports();
    DataDirectory data = settings.data();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service)));
    environment.put(
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:postgresql://127.0.0.1:%d/%s"
            .formatted(ports.of(Member.POSTGRES), service.database()));
    environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.of(Member.KAFKA));
    environment.put("LEADLINE_POLICY_DIR", settings.policy().toString());
    environment.put("LEADLINE_ACCESS_TOKENS_FILE", data.tokenHashes().toString());
    environment.put("LEADLINE_SOURCES_FILE", data.sources().toString());
    environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
    environment.put("QUARKUS_LOG_CONSOLE_FORMAT", READABLE);
    // A service decides on one thread: more partitions would only make its batches smaller.
    environment.put("LEADLINE_MESSAGING_PARTITIONS", "2");
    // Else glibc keeps an arena a thread, and a small process grows by a hundred megabytes.
    environment.put("MALLOC_ARENA_MAX", "2");
    if (service == Member.ROUTING) {
      environment.put("LEADLINE_SIMULATOR_CLASS_PATH", SimulatorProcess.classPath());
    }
    return environment;
  }

  static Path jar(Member service) {
    return Checkout.root().resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
