package dev.leadline.stack.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.stack.traffic.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One source of each kind, its id the kind's name. The secrets are made once a data directory; the
/// URLs follow the intake port.
final class LocalSources {

  /// A source as the sources file has it.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(String id, String kind, @Nullable String secret, @Nullable String url) {
    Source source() {
      return new Source(id, kind, url == null ? "" : url, secret == null ? "" : secret);
    }
  }

  /// A kind of source: where its deliveries go, and how a secret of it is made.
  private record Kind(String name, String path, Supplier<String> secret) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("hubspot", "/webhooks/hubspot", () -> Secrets.hex(18)),
          new Kind("segment", "/v1", () -> Secrets.hex(16)),
          new Kind(
              "standard-webhooks",
              "/webhooks/standard-webhooks",
              () -> "whsec_" + Secrets.base64(24)),
          new Kind("cloudevents", "/events", () -> Secrets.hex(24)),
          new Kind("web-form", "/forms/web-form", () -> Secrets.hex(16)));

  private LocalSources() {}

  /// Writes the sources file, keeping the secrets that it has.
  static void ensure(DataDirectory data, Ports ports) {
    Map<String, Entry> known =
        entries(data).stream().collect(Collectors.toMap(Entry::id, Function.identity()));
    String intake = ports.url(Member.INTAKE);
    Json.write(
        data.sources(),
        KINDS.stream()
            .map(kind -> entry(kind, Optional.ofNullable(known.get(kind.name())), intake))
            .toList());
  }

  /// What the sources file says; empty when the stack was never started.
  static List<Source> read(DataDirectory data) {
    return entries(data).stream().map(Entry::source).toList();
  }

  private static List<Entry> entries(DataDirectory data) {
    return Json.read(data.sources(), Entry[].class).map(Arrays::asList).orElse(List.of());
  }

  private static Entry entry(Kind kind, Optional<Entry> known, String intake) {
    String secret = known.map(Entry::secret).orElseGet(kind.secret());
    return new Entry(kind.name(), kind.name(), secret, intake + kind.path());
  }
}
