package dev.leadline.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.stack.traffic.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
  @TempDir private Path folder;
  private DataDirectory data;

  @BeforeEach
  void createFolders() {
    data = new DataDirectory(folder);
    data.create();
  }

  @Test
  void everyKindOfSourceIsThereWithItsUrl() {
    // when
    LocalSources.ensure(data, Ports.from(Map.of()));
    // then
    assertThat(LocalSources.read(data))
        .extracting(Source::id, Source::kind, Source::url)
        .containsExactly(
            of("hubspot", "http://127.0.0.1:8081/webhooks/hubspot"),
            of("segment", "http://127.0.0.1:8081/v1"),
            of("standard-webhooks", "http://127.0.0.1:8081/webhooks/standard-webhooks"),
            of("cloudevents", "http://127.0.0.1:8081/events"),
            of("web-form", "http://127.0.0.1:8081/forms/web-form"));
  }

  @Test
  void secretsStayWhenThePortMoves() {
    // given
    LocalSources.ensure(data, Ports.from(Map.of()));
    List<Source> before = LocalSources.read(data);
    // when
    LocalSources.ensure(data, Ports.from(Map.of("LEADLINE_INTAKE_PORT", "9081")));
    // then
    assertThat(LocalSources.read(data))
        .extracting(Source::secret)
        .isEqualTo(before.stream().map(Source::secret).toList())
        .doesNotHaveDuplicates();
    assertThat(LocalSources.read(data).getFirst().url())
        .isEqualTo("http://127.0.0.1:9081/webhooks/hubspot");
  }

  @Test
  void theTokenStaysAndTheServicesKnowOnlyItsHash() throws Exception {
    // given
    String token = AccessToken.ensure(data);
    // when
    String again = AccessToken.ensure(data);
    // then
    assertThat(again).isEqualTo(token).hasSizeGreaterThan(40);
    assertThat(AccessToken.read(data)).contains(token);
    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8)));
    assertThat(Files.readString(data.tokenHashes()))
        .isEqualTo(hash + " operator,policy-author,policy-approver local\n");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void secretsAreForTheirOwnersEyes() throws Exception {
    // when
    AccessToken.ensure(data);
    LocalSources.ensure(data, Ports.from(Map.of()));
    // then
    for (Path file : List.of(data.token(), data.tokenHashes(), data.sources())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aLongLogIsSetAsideAndAShortOneStays() throws Exception {
    // given
    Files.write(data.log(Member.KAFKA), new byte[(16 << 20) + 1]);
    Files.writeString(data.log(Member.INTAKE), "short");
    // when
    data.setAsideLongLogs();
    // then
    assertThat(data.log(Member.KAFKA)).doesNotExist();
    assertThat(folder.resolve("log/kafka.log.1")).exists();
    assertThat(data.log(Member.INTAKE)).hasContent("short");
  }

  private static org.assertj.core.groups.Tuple of(String kind, String url) {
    return org.assertj.core.groups.Tuple.tuple(kind, kind, url);
  }
}
