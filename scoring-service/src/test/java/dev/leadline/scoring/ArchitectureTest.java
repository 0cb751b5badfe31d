package dev.leadline.scoring;

import dev.leadline.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("dev.leadline.scoring");
  }
}
