package dev.leadline.messaging.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.messaging.OutboundRecord;
import dev.leadline.testsupport.Seeded;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramingTest {

  @Test
  void aRecordIsReadAsItWasWritten() {
    Seeded.check(
        7,
        200,
        random -> {
          // given
          OutboundRecord record = aRecord(random);

          // when
          OutboundRecord read = Framing.decode(Framing.encode(record));

          // then
          assertThat(read.topic()).isEqualTo(record.topic());
          assertThat(read.key()).isEqualTo(record.key());
          assertThat(read.headers()).isEqualTo(record.headers());
          assertThat(read.value()).isEqualTo(record.value());
        });
  }

  @Test
  void aFrameThatIsCutOffIsRefused() {
    // given
    byte[] frame = Framing.encode(new OutboundRecord("t", "k", Map.of("ce_id", "1"), new byte[0]));

    // then
    assertThatThrownBy(() -> Framing.decode(Arrays.copyOf(frame, frame.length - 1)))
        .hasMessage("Outbox frame of %d bytes is cut off", frame.length - 1);
  }

  @Test
  void aFrameOfALaterFormatIsRefused() {
    assertThatThrownBy(() -> Framing.decode(new byte[] {2, 0}))
        .hasMessage("Outbox frame has format 2, not 1");
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
