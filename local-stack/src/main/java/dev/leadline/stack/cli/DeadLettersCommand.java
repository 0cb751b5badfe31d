package dev.leadline.stack.cli;

import dev.leadline.stack.deadletter.DeadLetters;
import dev.leadline.stack.deadletter.Letter;
import dev.leadline.stack.local.Member;
import dev.leadline.stack.local.StackException;
import dev.leadline.stack.local.StackStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows what could not be decided and has it decided again.
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the records that a service of the running stack could not decide, the oldest first, and"
          + " sends them back once what was wrong is mended.",
      "Without a command it shows them."
    },
    footer = {"", "Exit codes: 0 fine, 1 failed, 2 misused."})
final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "only of this service: intake, scoring, lifecycle, routing or sla-monitor")
  private @Nullable String service;

  /// Which letters.
  static final class Which {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "the letters with these ids")
    private Set<String> ids = Set.of();

    @Option(names = "--all", required = true, description = "all that were not sent back yet")
    private boolean all;
  }

  @Override
  public void run() {
    Set<String> services = services();
    spec.commandLine().getOut().print(DeadLettersText.of(letters().list(services)));
    spec.commandLine().getOut().flush();
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = {
        "Has letters decided again, as the records that they were, by the service that could not.",
        "A letter is decided again once at most, however often it is sent. One that cannot be decided"
            + " again becomes a letter again."
      })
  void retry(@ArgGroup(multiplicity = "1") Which which) {
    Set<String> services = services();
    DeadLetters letters = letters();
    List<Letter> listed = letters.list(services);
    List<Letter> chosen =
        listed.stream()
            .filter(letter -> which.all ? !letter.sentBack() : which.ids.contains(letter.id()))
            .toList();
    requireKnown(which.ids, chosen);
    letters.sendBack(chosen);
    spec.commandLine().getErr().println("%d letters sent back".formatted(chosen.size()));
  }

  private void requireKnown(Set<String> ids, List<Letter> chosen) {
    Set<String> unknown = new LinkedHashSet<>(ids);
    unknown.removeAll(chosen.stream().map(Letter::id).collect(Collectors.toSet()));
    if (!unknown.isEmpty()) {
      throw new StackException(
          "There is no dead letter %s; './leadline dead-letters' shows those that there are"
              .formatted(String.join(", ", unknown)));
    }
  }

  private Set<String> services() {
    Set<String> known =
        Member.services().stream()
            .map(Member::label)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (service == null) {
      return known;
    }
    if (!known.contains(service)) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no service '%s'; there are %s".formatted(service, String.join(", ", known)));
    }
    return Set.of(service);
  }

  private DeadLetters letters() {
    StackStatus status = data.stack().status();
    if (status.kafka().pid() == null) {
      throw new StackException("Kafka is not running: './leadline up' starts the stack");
    }
    return new DeadLetters(status.kafka().bootstrap());
  }
}
