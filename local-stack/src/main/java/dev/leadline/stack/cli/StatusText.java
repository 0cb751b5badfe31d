package dev.leadline.stack.cli;

import dev.leadline.stack.local.StackStatus;
import dev.leadline.stack.local.StackStatus.State;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The status of a stack for people.
final class StatusText {
  private StatusText() {}

  static String of(StackStatus status) {
    StringBuilder text = new StringBuilder();
    text.append("Leadline is ")
        .append(status.state().name().toLowerCase(Locale.ROOT))
        .append(status.state() == State.STOPPED ? "; './leadline up' starts it" : "")
        .append("\n\n");
    status
        .services()
        .forEach((name, service) ->
            line(text, name, service.url() + "/q/openapi", told(service.ready(), service.pid())));
    line(text, "kafka", status.kafka().bootstrap(), told(true, status.kafka().pid()));
    line(text, "postgres", status.postgres().url(), told(true, status.postgres().pid()));
    status
        .observers()
        .forEach((name, watcher) -> line(text, name, watcher.url(), told(true, watcher.pid())));
    if (!status.sources().isEmpty()) {
      text.append("\nSources, with the secret that each signs with\n");
      status.sources().forEach(source -> line(text, source.id(), source.url(), source.secret()));
    }
    if (status.token() != null) {
      text.append("\nAccess token   ").append(status.token()).append('\n');
    }
    return text.toString();
  }

  private static String told(boolean ready, @Nullable Long pid) {
    return pid == null ? "stopped" : (ready ? "ready" : "not ready") + ", pid " + pid;
  }

  private static void line(StringBuilder text, String name, String where, String what) {
    text.append("  %-18s %-46s %s%n".formatted(name, where, what));
  }
}
