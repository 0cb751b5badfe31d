package dev.leadline.sla.wiring;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// The time of this machine.
final class SystemTime {
  @Produces
  @Singleton
  @DefaultBean
  InstantSource time() {
    return InstantSource.system();
  }
}
