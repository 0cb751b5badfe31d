package dev.leadline.stack.local;

import dev.leadline.stack.infra.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Where a local stack keeps everything that outlives it.
///
/// @param root absolute; need not exist yet
public record DataDirectory(Path root) {
  private static final long LONG_LOG = 16 << 20;

  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /// The one that is used when none is named: `.leadline` in the checkout.
  public static DataDirectory ofCheckout() {
    return new DataDirectory(Checkout.root().resolve(".leadline"));
  }

  Path of(Member member) {
    return root.resolve(member.label());
  }

  /// Of Prometheus, Alertmanager and Grafana.
  Path observe() {
    return root.resolve("observe");
  }

  Path logs() {
    return root.resolve("log");
  }

  Path log(Member member) {
    return logs().resolve(member.label() + ".log");
  }

  /// What the supervisor says about starting and stopping; begun anew at each start.
  Path supervisorLog() {
    return root.resolve("log/up.log");
  }

  Path buildLog() {
    return root.resolve("log/build.log");
  }

  Path state() {
    return root.resolve("run/state.json");
  }

  /// Locked by the process that owns the stack, as long as it lives.
  Path lock() {
    return root.resolve("run/lock");
  }

  Path sources() {
    return root.resolve("sources.json");
  }

  /// The access token itself, for the owner's eyes only.
  Path token() {
    return root.resolve("access/token");
  }

  /// What the services know of it.
  Path tokenHashes() {
    return root.resolve("access/tokens");
  }

  /// Makes the folders.
  ///
  /// @throws StackException when they cannot be made
  void create() {
    try {
      for (Path file : new Path[] {supervisorLog(), state(), token()}) {
        Files.createDirectories(file.getParent());
      }
    } catch (IOException cannotCreate) {
      throw new StackException(
          "Data directory '" + root + "' cannot be made: " + cannotCreate, cannotCreate);
    }
  }

  /// Begins long logs anew, keeping the last one of each with `.1` behind its name.
  void setAsideLongLogs() {
    for (Member member : Member.values()) {
      Path log = log(member);
      if (log.toFile().length() > LONG_LOG) {
        try {
          Files.move(
              log,
              log.resolveSibling(log.getFileName() + ".1"),
              StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cannotMove) {
          throw new StackException("'" + log + "' cannot be set aside: " + cannotMove, cannotMove);
        }
      }
    }
  }
}
