package dev.leadline.events;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes random values of any record of the contract, so that a new event is tested from the day it
/// is added.
final class Samples {
  private static final List<Object> FIELD_VALUES =
      List.of("Zoë 東 \"quoted\"", 4_000_000_000L, 7L, 0.125, true, List.of("a", "b"));

  private final Random random;

  Samples(long seed) {
    this.random = new Random(seed);
  }

  <R> R record(Class<R> type) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      List<Object> arguments = new ArrayList<>();
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        arguments.add(component(components[i]));
      }
      return type.getDeclaredConstructor(types).newInstance(arguments.toArray());
    } catch (ReflectiveOperationException broken) {
      throw new LinkageError("No sample of " + type, broken);
    }
  }

  private @Nullable Object component(RecordComponent component) {
    boolean mayBeMissing = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return mayBeMissing && random.nextBoolean() ? null : value(component.getGenericType());
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return generic.getRawType() == List.class
          ? List.of(value(last), value(last))
          : Map.of("employees", value(last), "country", value(last));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord() && plain != LeadId.class) {
      return record(plain);
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
    }
    return switch (plain.getSimpleName()) {
      case "LeadId" -> new LeadId(uuid());
      case "UUID" -> uuid();
      case "Instant" -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
      case "Duration" -> Duration.ofMillis(random.nextInt(100_000_000));
      case "String" -> "text-" + random.nextInt(1000);
      case "int" -> random.nextInt(1000);
      case "long" -> 1 + random.nextLong(1L << 40);
      case "boolean" -> random.nextBoolean();
      case "Object" -> FIELD_VALUES.get(random.nextInt(FIELD_VALUES.size()));
      default -> throw new AssertionError("No sample of " + type);
    };
  }

  private UUID uuid() {
    return DerivedIds.uuidV7(
        Instant.ofEpochMilli(random.nextLong(1L << 45)), DerivedIds.ofText("" + random.nextInt()));
  }
}
