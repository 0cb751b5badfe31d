package dev.leadline.sla;

import dev.leadline.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("dev.leadline.sla");
  }
}
