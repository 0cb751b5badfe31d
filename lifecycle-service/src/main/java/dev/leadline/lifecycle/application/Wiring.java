package dev.leadline.lifecycle.application;

import dev.leadline.policy.Policy;
import dev.leadline.policy.active.ActivePolicy;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What the service is given from outside: the time and the policy in force.
final class Wiring {

  @Produces
  @Singleton
  @DefaultBean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Supplier<Policy> policy(ActivePolicy active) {
    return active::get;
  }
}
