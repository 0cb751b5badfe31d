package dev.leadline.stack.local;

import dev.leadline.stack.infra.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A checkout with real servers and policies whose services are [StubService]s, in place of the
/// real one until it is closed.
final class StubCheckout implements AutoCloseable {
  private static final String PROPERTY = "leadline.root";

  private final String real;

  private StubCheckout(String real) {
    this.real = real;
  }

  static StubCheckout in(Path folder) throws IOException {
    Path real = Checkout.root();
    Files.createSymbolicLink(folder.resolve("local-stack"), real.resolve("local-stack"));
    Files.createSymbolicLink(folder.resolve("policies"), real.resolve("policies"));
    Files.createSymbolicLink(folder.resolve("deploy"), real.resolve("deploy"));
    for (Member service : Member.services()) {
      Path jar = folder.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
      Files.createDirectories(jar.getParent());
      try (OutputStream file = Files.newOutputStream(jar)) {
        write(file);
      }
    }
    System.setProperty(PROPERTY, folder.toString());
    return new StubCheckout(real.toString());
  }

  @Override
  public void close() {
    System.setProperty(PROPERTY, real);
  }

  private static void write(OutputStream file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
    String name = StubService.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(file, manifest);
        InputStream bytes = StubCheckout.class.getClassLoader().getResourceAsStream(name)) {
      jar.putNextEntry(new JarEntry(name));
      bytes.transferTo(jar);
      jar.closeEntry();
    }
  }
}
