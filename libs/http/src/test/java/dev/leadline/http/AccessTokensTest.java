package dev.leadline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokensTest {
  private static final String DIGEST = AccessTokens.digest("secret");

  @Test
  void aTokenIsKnownByItsDigest() {
    AccessTokens tokens =
        AccessTokens.parse(List.of("# people", "", DIGEST + " policy-author,viewer Ana of ops"));

    assertThat(tokens.holderOf("secret"))
        .contains(new AccessTokens.Holder("Ana of ops", Set.of(Role.POLICY_AUTHOR, Role.VIEWER)));
    assertThat(tokens.holderOf("Secret")).isEmpty();
    assertThat(tokens.holderOf("")).isEmpty();
    assertThat(tokens.holderOf(DIGEST)).isEmpty();
  }

  @Test
  void theDigestIsThatOfSha256sum() {
    assertThat(AccessTokens.digest("test"))
        .isEqualTo("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
  }

  @Test
  void anOperatorIsAViewerToo() {
    AccessTokens tokens = AccessTokens.parse(List.of(DIGEST + " operator ana"));

    assertThat(tokens.holderOf("secret").orElseThrow().roles())
        .containsExactlyInAnyOrder(Role.OPERATOR, Role.VIEWER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "operator ana|Line 2 of the tokens file is not 'sha256hex role[,role] name'",
        "secret operator ana|Line 2 of the tokens file does not begin with 64 hexadecimal digits",
      })
  void aLineOfAnotherFormIsRefusedWithoutShowingIt(String line, String problem) {
    assertThatThrownBy(() -> AccessTokens.parse(List.of("# people", line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(problem);
  }

  @Test
  void anUnknownRoleIsRefused() {
    assertThatThrownBy(() -> AccessTokens.parse(List.of(DIGEST + " viewer,admin ana")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Line 1 of the tokens file has role 'admin', which is not one of"
                + " [operator, policy-approver, policy-author, viewer]");
  }
}
