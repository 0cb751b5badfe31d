package dev.leadline.stack.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.stack.infra.FreePorts;
import dev.leadline.stack.local.StackStatus.State;
import dev.leadline.stack.local.StackStatus.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real servers, a real supervisor in the background, stubs for services.
@Timeout(180)
class LocalStackIT {
  @TempDir private Path folder;

  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final Ports ports = Ports.free();
  private StubCheckout checkout;
  private DataDirectory data;
  private LocalStack stack;

  @BeforeEach
  void prepare() throws IOException {
    checkout = StubCheckout.in(Files.createDirectory(folder.resolve("checkout")));
    data = new DataDirectory(folder.resolve("data"));
    stack = new LocalStack(data, ports(), progress::add);
  }

  private Map<String, String> ports() {
    return Arrays.stream(Member.values())
        .collect(
            Collectors.toMap(Member::portVariable, member -> Integer.toString(ports.of(member))));
  }

  @AfterEach
  void leaveNothingBehind() {
    stack.down();
    checkout.close();
  }

  @Test
  void whatIsUpIsReadyAndWhatIsDownLeavesNothingBehindButItsData() throws Exception {
    // when
    boolean started = stack.up();
    // then
    StackStatus status = stack.status();
    assertThat(started).isTrue();
    assertThat(status.state()).isEqualTo(State.RUNNING);
    assertThat(status.service(Member.ROUTING).orElseThrow().ready()).isTrue();
    assertThat(status.sources()).hasSize(5);
    assertThat(progress).anyMatch(line -> line.startsWith("sla-monitor") && line.contains("ready"));
    assertThat(stack.up()).isFalse();
    assertThat(niceness("intake")).isLessThan(niceness("postgres")).isLessThan(niceness("routing"));
    execute("create table letter (id int)");
    // when
    List<ProcessHandle> processes = processes();
    assertThat(stack.down()).isTrue();
    // then
    assertThat(processes).hasSizeGreaterThan(7).noneMatch(ProcessHandle::isAlive);
    assertThat(ports.byMember().values()).allMatch(FreePorts::isFree);
    assertThat(stack.status().state()).isEqualTo(State.STOPPED);
    assertThat(progress.subList(progress.indexOf("services stopped"), progress.size()))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("services stopped"),
            second -> assertThat(second).isEqualTo("kafka stopped"),
            third -> assertThat(third).startsWith("postgres stopped; all took"));
    // when
    stack.up();
    // then
    execute("insert into letter values (1)");
    assertThat(stack.status().token()).isEqualTo(status.token());
    assertThat(stack.status().sources()).isEqualTo(status.sources());
  }

  @Test
  void whatWatchesTheStackIsReadyWithItIsListedAndStopsWithIt() throws Exception {
    // given
    StubObserver.install(folder.resolve("bin"));
    int port = FreePorts.any();
    Map<String, String> environment = new HashMap<>(ports());
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("LEADLINE_PROMETHEUS_PORT", Integer.toString(port));
    environment.put("LEADLINE_ALERTMANAGER_PORT", Integer.toString(FreePorts.any()));
    environment.put("LEADLINE_GRAFANA_PORT", Integer.toString(FreePorts.any()));
    // when
    new LocalStack(data, environment, progress::add).observed().up();
    // then
    Watcher prometheus = Objects.requireNonNull(stack.status().observers().get("prometheus"));
    assertThat(prometheus.url()).isEqualTo("http://127.0.0.1:" + port);
    assertThat(progress)
        .anyMatch(
            line -> line.startsWith("prometheus") && line.endsWith("ready  " + prometheus.url()));
    assertThat(data.observe().resolve("prometheus/targets/leadline.json"))
        .content()
        .contains("127.0.0.1:" + ports.of(Member.ROUTING));
    // when
    ProcessHandle process = ProcessHandle.of(prometheus.pid()).orElseThrow();
    stack.down();
    // then
    assertThat(process.isAlive()).isFalse();
    assertThat(stack.status().observers()).isEmpty();
  }

  @Test
  void aMemberThatEndsByItselfIsTold() throws Exception {
    // given
    stack.up();
    LogTail said = LogTail.fromEnd(data.supervisorLog());
    // when
    kill(Member.SCORING);
    // then
    assertThat(stack.status().state()).isEqualTo(State.PARTIAL);
    assertThat(firstLine(said))
        .isEqualTo(
            "scoring ended by itself with exit code 137; its log is '%s'"
                .formatted(data.log(Member.SCORING)));
  }

  @Test
  void downCleansUpAfterASupervisorThatWasKilled() {
    // given
    stack.up();
    List<ProcessHandle> processes = processes();
    ProcessHandle supervisor = StateFile.read(data).orElseThrow().owner().alive().orElseThrow();
    // when
    supervisor.destroyForcibly();
    supervisor.onExit().join();
    // then
    assertThat(stack.status().state()).isEqualTo(State.PARTIAL);
    assertThatThrownBy(stack::up)
        .isInstanceOf(StackException.class)
        .hasMessageStartingWith(
            "Part of a stack runs with the data of '" + data.root() + "': postgres");
    // when
    stack.down();
    // then
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(ports.byMember().values()).allMatch(FreePorts::isFree);
  }

  @Test
  void aServiceThatDiesAtTheStartIsToldWithTheEndOfItsLogAndAllIsStoppedAgain() throws Exception {
    // given
    Files.createDirectories(data.root());
    Files.createFile(data.root().resolve("broken"));
    // when
    assertThatThrownBy(stack::up)
        .isInstanceOf(StackException.class)
        .hasMessageStartingWith("The stack did not come up; the logs are in '");
    // then
    assertThat(String.join("\n", progress))
        .contains("ended with exit code 3; the end of")
        .contains("cannot go on like this");
    assertThat(stack.status().state()).isEqualTo(State.STOPPED);
    assertThat(ports.byMember().values()).allMatch(FreePorts::isFree);
  }

  private void kill(Member member) {
    ProcessHandle process =
        StateFile.read(data).orElseThrow().member(member).orElseThrow().alive().orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static String firstLine(LogTail tail) throws InterruptedException {
    List<String> lines = tail.newLines();
    while (lines.isEmpty()) {
      Thread.sleep(20);
      lines = tail.newLines();
    }
    return lines.getFirst();
  }

  /// Everything that was started, with its children.
  private List<ProcessHandle> processes() {
    return StateFile.read(data).orElseThrow().alive().stream()
        .flatMap(record -> record.alive().stream())
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .distinct()
        .toList();
  }

  private int niceness(String member) throws IOException {
    ProcessRecord record =
        StateFile.read(data).orElseThrow().members().stream()
            .filter(one -> one.name().equals(member))
            .findFirst()
            .orElseThrow();
    Process ps = new ProcessBuilder("ps", "-o", "ni=", "-p", Long.toString(record.pid())).start();
    return Integer.parseInt(new String(ps.getInputStream().readAllBytes(), US_ASCII).strip());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(stack.status().postgres().url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
