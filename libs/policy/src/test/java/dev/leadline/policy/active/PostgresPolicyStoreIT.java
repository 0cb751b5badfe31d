package dev.leadline.policy.active;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.testsupport.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresPolicyStoreIT {
  private static final Path MIGRATION =
      Path.of("src/main/resources/db/policy/V0_3__policy_versions.sql");
  private static final Map<String, String> FILES =
      Map.of("lists.yaml", "dach: [DE, \"AT\"] # ä\n", "segments.yaml", "[]");

  private PolicyStore store;

  @BeforeEach
  void migrate() throws Exception {
    String url = TestPostgres.freshDatabase();
    try (Connection connection = TestPostgres.connect(url);
        var statement = connection.createStatement()) {
      statement.execute(Files.readString(MIGRATION));
    }
    store = new PostgresPolicyStore(TestPostgres.dataSource(url));
  }

  @Test
  void whatIsKeptIsFoundAsItWasWritten() {
    // when
    store.keep("a1", FILES);

    // then
    assertThat(store.find("a1"))
        .hasValueSatisfying(
            kept -> assertThat((SortedMap<String, String>) kept.files()).isEqualTo(FILES));
    assertThat(store.find("b2")).isEmpty();
  }

  @Test
  void aVersionThatIsKeptAgainStaysAsItWas() {
    // given
    store.keep("a1", FILES);
    var before = store.find("a1");

    // when
    store.keep("a1", Map.of());

    // then
    assertThat(store.find("a1")).isEqualTo(before);
  }

  @Test
  void theLatestVersionIsListedFirst() {
    // when
    for (String version : List.of("a1", "b2", "a1")) {
      store.keep(version, FILES);
    }

    // then
    assertThat(store.list()).extracting(KeptVersion::version).containsExactly("b2", "a1");
  }
}
