package dev.leadline.policy.active;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Policy;
import dev.leadline.policy.load.PolicyContent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompiledVersionsTest {
  private static final Path SMALL = Path.of("src/test/resources/policies/small");

  private final PolicyStore store = new PolicyStoreInMemory();
  private final ActivePolicy active = new ActivePolicy(SMALL.toString(), store);
  private final PolicyVersions versions = new CompiledVersions(active, store);

  @Test
  void theVersionInForceIsThePolicyInForce() {
    assertThat(versions.version(active.get().version())).containsSame(active.get());
    assertThat(store.find(active.get().version())).isPresent();
  }

  @Test
  void aVersionOfBeforeIsCompiledOnce() {
    // given
    Map<String, String> files = new HashMap<>(PolicyContent.of(SMALL).texts());
    files.put("lists.yaml", "competitors: [rival.example]\nemea: [DE]\n");
    Policy before = TestVersions.keptIn(store, files);

    // when
    Policy found = versions.version(before.version()).orElseThrow();

    // then
    assertThat(found.lists()).isEqualTo(before.lists());
    assertThat(found.version()).isEqualTo(before.version());
    assertThat(versions.version(before.version())).containsSame(found);
  }

  @Test
  void aVersionThatWasNeverUsedIsUnknown() {
    assertThat(versions.version("0000000000000000")).isEmpty();
  }

  @Test
  void aVersionThatNoLongerPassesIsNotGiven() {
    // given
    store.keep("0123456789abcdef", Map.of("lists.yaml", "a: b"));

    // then
    assertThat(versions.version("0123456789abcdef")).isEmpty();
  }
}
