package dev.leadline.stack.local;

import dev.leadline.stack.infra.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What has to be right before anything is started; finds everything that is wrong at once.
final class Preflight {
  private static final long MIB = 1 << 20;
  private static final long NEEDED_MIB = 1024;

  private final Settings settings;

  Preflight(Settings settings) {
    this.settings = settings;
  }

  /// @throws StackException with all problems, one a line or more
  void check() {
    List<String> problems = new ArrayList<>();
    diskProblem().ifPresent(problems::add);
    for (Member member : Member.values()) {
      portProblem(member).ifPresent(problems::add);
    }
    PolicyCheck.problem(settings.policy()).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new StackException(String.join("\n", problems));
    }
  }

  private Optional<String> portProblem(Member member) {
    int port = settings.ports().of(member);
    if (FreePorts.isFree(port)) {
      return Optional.empty();
    }
    return Optional.of(
        "Port %d, which %s needs, is taken by %s. Stop that, or set %s to another port."
            .formatted(
                port,
                member.label(),
                PortOwner.of(port).orElse("another process"),
                member.portVariable()));
  }

  private Optional<String> diskProblem() {
    Path data = settings.data().root();
    try {
      long freeMiB = Files.getFileStore(existing(data)).getUsableSpace() / MIB;
      return freeMiB >= NEEDED_MIB
          ? Optional.empty()
          : Optional.of(
              "Only %d MiB are free where '%s' is, and %d are needed. Make room, or name another folder with --data."
                  .formatted(freeMiB, data, NEEDED_MIB));
    } catch (IOException unreadable) {
      return Optional.of("Data directory '" + data + "' cannot be used: " + unreadable);
    }
  }

  private static Path existing(Path path) {
    Path ancestor = path;
    while (!Files.exists(ancestor) && ancestor.getParent() != null) {
      ancestor = ancestor.getParent();
    }
    return ancestor;
  }
}
