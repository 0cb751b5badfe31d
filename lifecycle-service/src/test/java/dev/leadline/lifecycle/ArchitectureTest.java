package dev.leadline.lifecycle;

import dev.leadline.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("dev.leadline.lifecycle");
  }
}
