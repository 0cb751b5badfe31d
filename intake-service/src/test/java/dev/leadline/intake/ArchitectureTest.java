package dev.leadline.intake;

import dev.leadline.testsupport.ServiceArchitecture;

/// Signatures, phone numbers and registrable domains are computed by libraries that do nothing
/// else.
class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super(
        "dev.leadline.intake",
        "javax.crypto..",
        "com.google.i18n.phonenumbers..",
        "com.google.common.net..");
  }
}
