package dev.leadline.routing.application.simulation;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Where the simulator is and what it may use.
@ConfigMapping(prefix = "leadline.simulator")
public interface SimulatorConfig {

  /// The class path of the simulator; without one no simulation is offered.
  Optional<String> classPath();

  /// The most that its heap may take; a million leads need about three gigabytes.
  @WithDefault("1G")
  MemorySize heap();

  /// When a simulation is given up.
  @WithDefault("PT30M")
  Duration timeLimit();

  /// How long a report is kept, since it holds personal data.
  @WithDefault("PT1H")
  Duration keptFor();
}
