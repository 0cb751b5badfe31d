package dev.leadline.sla.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadline.testsupport.Seeded;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void aMemberIsFoundWhateverStandsBeforeIt() {
    // given
    JsonObject json = of("{\"lead\":{\"stage\":\"}\\\"\"},\"because\":[{}],\"stage\" : \"mql\"}");

    // then
    assertThat(json.text("stage")).contains("mql");
    assertThat(json.object("lead").flatMap(lead -> lead.text("stage"))).isPresent();
    assertThat(json.text("lead")).isEmpty();
    assertThat(json.object("stage")).isEmpty();
    assertThat(json.text("visit")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"a", "{\"a\":", "{\"a\":\"b", "{\"a\" \"b\"}", "null"})
  void whatIsNoObjectHasNoMembers(String text) {
    assertThat(of(text).text("a")).isEmpty();
    assertThat(of(text).withoutObject("a")).isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void anObjectIsTakenOutWhereverItStands() {
    assertThat(without("{\"lead\":{\"id\":1},\"a\":2}")).isEqualTo("{\"a\":2}");
    assertThat(without("{\"a\":2,\"lead\":{\"id\":[1,{}]}}")).isEqualTo("{\"a\":2}");
    assertThat(without("{\"a\":2,\"lead\":{},\"b\":3}")).isEqualTo("{\"a\":2,\"b\":3}");
    assertThat(without("{\"lead\":{}}")).isEqualTo("{}");
    assertThat(without("{\"lead\":\"text\"}")).isEqualTo("{\"lead\":\"text\"}");
  }

  @Test
  void whatIsLeftIsWhatAReaderWouldHaveLeft() {
    Seeded.check(
        20_260_102,
        300,
        random -> {
          // given
          ObjectNode any = any(random, 3);
          byte[] json = bytes(any);

          // when
          byte[] rest = JsonObject.of(json).withoutObject("b");

          // then
          if (any.path("b").isObject()) {
            any.remove("b");
          }
          assertThat(new String(rest, UTF_8)).isEqualTo(any.toString());
        });
  }

  private static ObjectNode any(Random random, int depth) {
    ObjectNode object = MAPPER.createObjectNode();
    for (String name : new String[] {"a", "b", "c", "bb"}) {
      switch (random.nextInt(depth > 0 ? 6 : 4)) {
        case 0 -> object.put(name, random.nextInt());
        case 1 -> object.put(name, "\\ \" { , é } b: \n" + random.nextInt());
        case 2 -> object.putNull(name);
        case 3 -> {
          // Absent.
        }
        case 4 -> object.set(name, any(random, depth - 1));
        default -> object.putArray(name).add(any(random, depth - 1)).add("]");
      }
    }
    return object;
  }

  private static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(UTF_8);
  }

  private static JsonObject of(String json) {
    return JsonObject.of(json.getBytes(UTF_8));
  }

  private static String without(String json) {
    return new String(of(json).withoutObject("lead"), UTF_8);
  }
}
