package dev.leadline.routing;

import dev.leadline.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("dev.leadline.routing");
  }
}
