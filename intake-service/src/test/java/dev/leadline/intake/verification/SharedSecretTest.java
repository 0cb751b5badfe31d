package dev.leadline.intake.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.intake.delivery.RequestHeaders;
import dev.leadline.intake.delivery.Source;
import dev.leadline.intake.delivery.SourceKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedSecretTest {
  private static final Source SEGMENT =
      new Source("segment", SourceKind.SEGMENT, List.of("testWriteKey"), null);

  @Test
  void theWriteKeyOfBothSdksIsTheUserOfBasic() {
    assertThat(SharedSecret.basicUser(authorization("Basic dGVzdFdyaXRlS2V5Og==")))
        .contains("testWriteKey");
  }

  @Test
  void theColonMayBeMissing() {
    assertThat(SharedSecret.basicUser(authorization("basic dGVzdFdyaXRlS2V5")))
        .contains("testWriteKey");
  }

  @Test
  void theHolderIsTheSourceWithThatSecret() {
    assertThat(SharedSecret.holder(List.of(SEGMENT), "testWriteKey")).contains(SEGMENT);
    assertThat(SharedSecret.holder(List.of(SEGMENT), "testwritekey")).isEmpty();
  }

  @Test
  void whatIsNoCredentialIsNone() {
    assertThat(SharedSecret.bearer(authorization("Bearer "))).isEmpty();
    assertThat(SharedSecret.bearer(authorization("Basic eA=="))).isEmpty();
    assertThat(SharedSecret.basicUser(authorization("Basic ***"))).isEmpty();
  }

  @Test
  void aSourceDoesNotShowItsSecret() {
    assertThat(SEGMENT.toString()).isEqualTo("segment:segment");
  }

  private static RequestHeaders authorization(String value) {
    return new RequestHeaders(Map.of("Authorization", value));
  }
}
