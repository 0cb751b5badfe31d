package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadline.endtoend.SystemUnderTest;
import dev.leadline.stack.demo.Demo;
import dev.leadline.stack.local.Member;
import dev.leadline.stack.observe.Observatory;
import dev.leadline.stack.observe.Observer;
import dev.leadline.stack.observe.ObserverFiles;
import dev.leadline.stack.traffic.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A real Prometheus and a real Alertmanager that watch the running system, configured as `deploy`
/// says but for how often they look.
final class WatchedSystem implements AutoCloseable {
  private final SystemUnderTest system;
  private final Path folder;
  private final Receiver receiver = new Receiver();
  private final Observatory observatory;
  private final Prometheus prometheus;

  /// Begins to watch.
  ///
  /// @param folder for data and configuration
  WatchedSystem(SystemUnderTest system, Path folder) {
    this.system = system;
    this.folder = folder;
    observatory =
        new Observatory(folder, folder.resolve("log"), Observer.freePorts(), Programs.tools());
    quicken(
        observatory.configure(
            Member.services().stream().collect(Collectors.toMap(Member::label, system::url))));
    observatory.start(System.out::println);
    prometheus = new Prometheus(observatory.url(Observer.PROMETHEUS));
  }

  Prometheus prometheus() {
    return prometheus;
  }

  /// Whom Alertmanager tells, whatever the receiver.
  Receiver receiver() {
    return receiver;
  }

  /// What Grafana mounts.
  Path dashboards() {
    return folder.resolve("grafana/dashboards");
  }

  /// Sends what people and their tools send, and waits for what becomes of it.
  void traffic(int leads, int perSecond) throws InterruptedException, IOException {
    Map<String, Source> sources =
        system.status().sources().stream()
            .collect(Collectors.toMap(Source::kind, Function.identity(), (first, _) -> first));
    new Demo(
            new Demo.Stack(
                system.bootstrap(), sources, system.url(Member.SLA_MONITOR), system.token()),
            System.out::println)
        .run(leads, perSecond);
  }

  @Override
  public void close() {
    observatory.close();
    prometheus.close();
    receiver.close();
  }

  /// Has them look every other second, and gives every receiver a way to be told.
  private void quicken(ObserverFiles files) {
    ObjectNode scraping = (ObjectNode) AlertRules.read(files.prometheus());
    ((ObjectNode) scraping.path("global"))
        .put("scrape_interval", "2s")
        .put("evaluation_interval", "2s");
    AlertRules.write(files.prometheus(), scraping);
    ObjectNode telling = (ObjectNode) AlertRules.read(files.alertmanager());
    hasten((ObjectNode) telling.path("route"));
    for (JsonNode each : telling.path("receivers")) {
      ArrayNode webhooks = ((ObjectNode) each).putArray("webhook_configs");
      webhooks.addObject().put("url", receiver.url() + each.path("name").asText());
    }
    AlertRules.write(files.alertmanager(), telling);
  }

  private static void hasten(ObjectNode route) {
    route.put("group_wait", "2s").put("group_interval", "2s");
    route.path("routes").forEach(child -> hasten((ObjectNode) child));
  }
}
