package dev.leadline.intake.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.intake.application.StrictJson.Element;
import dev.leadline.intake.application.StrictJson.Outcome.Read;
import dev.leadline.intake.application.StrictJson.Outcome.Unreadable;
import dev.leadline.intake.mapping.QuarantineReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrictJsonTest {

  @Test
  void itReadsPlainValues() {
    assertThat(StrictJson.read(utf8("{\"a\":[1,2.5,true,null,\"ä\"]}")))
        .isInstanceOfSatisfying(
            Read.class,
            read ->
                assertThat(read.value())
                    .isEqualTo(Map.of("a", Arrays.asList(1L, 2.5, true, null, "ä"))));
  }

  @Test
  void whatCannotBeReadHasAReason() {
    assertReason(QuarantineReason.EMPTY, utf8(""));
    assertReason(QuarantineReason.EMPTY, utf8(" \n"));
    assertReason(QuarantineReason.EMPTY, utf8("null"));
    assertReason(QuarantineReason.MALFORMED, utf8("{"));
    assertReason(QuarantineReason.MALFORMED, utf8("{} {}"));
    assertReason(QuarantineReason.MALFORMED, utf8("{\"a\":1,}"));
    assertReason(QuarantineReason.NOT_UTF8, new byte[] {'{', '"', (byte) 0xC3, '"', '}'});
    assertReason(QuarantineReason.NOT_UTF8, "{\"a\":1}".getBytes(StandardCharsets.UTF_16));
    assertReason(QuarantineReason.TOO_DEEP, utf8("[".repeat(100_000)));
    assertReason(QuarantineReason.TOO_DEEP, utf8("{\"a\":".repeat(65) + "1" + "}".repeat(65)));
  }

  @Test
  void theDepthThatIsAllowedIsAllowed() {
    String deep = "[".repeat(StrictJson.MAX_DEPTH) + "]".repeat(StrictJson.MAX_DEPTH);
    assertThat(StrictJson.read(utf8(deep))).isInstanceOf(Read.class);
  }

  @Test
  void elementsAreKeptAsTheyWereWritten() {
    assertThat(StrictJson.elements(utf8(" [ {\"a\": 1.10, \"ö\":\"😀\"} ,\"x\",[ ] ] ")))
        .hasValueSatisfying(elements ->
            assertThat(elements)
                .map(Element::text)
                .containsExactly("{\"a\": 1.10, \"ö\":\"😀\"}", "\"x\"", "[ ]"));
  }

  @Test
  void whatIsNoListHasNoElements() {
    for (String text : List.of("", "{}", "[1", "[1] 2", "[1,]", "x")) {
      assertThat(StrictJson.elements(utf8(text))).as(text).isEmpty();
    }
    assertThat(StrictJson.elements(utf8("[]"))).hasValue(List.of());
  }

  private static void assertReason(QuarantineReason reason, byte[] bytes) {
    assertThat(StrictJson.read(bytes))
        .isInstanceOfSatisfying(
            Unreadable.class, unreadable -> assertThat(unreadable.reason()).isEqualTo(reason));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
