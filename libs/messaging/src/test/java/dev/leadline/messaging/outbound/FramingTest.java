package dev.leadline.messaging.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.messaging.OutboundRecord;
import dev.leadline.testsupport.Seeded;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FramingTest {

  @Test
  void recordsAreReadAsTheyWereWritten() {
    Seeded.check(
        7,
        200,
        random -> {
          // given
          List<OutboundRecord> records =
              Stream.generate(() -> aRecord(random)).limit(random.nextInt(6)).toList();

          // when
          List<OutboundRecord> read = Framing.decode(message(records));

          // then
          assertThat(read).hasSameSizeAs(records);
          for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).topic()).isEqualTo(records.get(i).topic());
            assertThat(read.get(i).key()).isEqualTo(records.get(i).key());
            assertThat(read.get(i).headers()).isEqualTo(records.get(i).headers());
            assertThat(read.get(i).value()).isEqualTo(records.get(i).value());
          }
        });
  }

  @Test
  void aFrameThatIsCutOffIsRefused() {
    // given
    byte[] frame =
        message(List.of(new OutboundRecord("t", "k", Map.of("ce_id", "1"), new byte[] {1, 2})));

    // then
    for (int length = 0; length < frame.length; length++) {
      byte[] part = Arrays.copyOf(frame, length);
      assertThatThrownBy(() -> Framing.decode(part))
          .hasMessage("Outbox frame of %d bytes is cut off", part.length);
    }
  }

  @Test
  void aFrameOfAnotherFormatIsRefused() {
    assertThatThrownBy(() -> Framing.decode(new byte[] {1, 0}))
        .hasMessage("Outbox frame has format 1, not 2");
  }

  private static byte[] message(List<OutboundRecord> records) {
    return Framing.message(records.stream().map(Framing::encode).toList());
  }

  private static OutboundRecord aRecord(Random random) {
    Map<String, String> headers = new HashMap<>(Map.of("ce_id", text(random)));
    for (int count = random.nextInt(8); count > 0; count--) {
      headers.put(text(random) + count, text(random));
    }
    byte[] value = new byte[random.nextInt(2_000)];
    random.nextBytes(value);
    return new OutboundRecord(text(random), text(random), headers, value);
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(40), 0x20, 0x2FFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
