package dev.leadline.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The AsyncAPI 3.0 description of the topics, made from the records and the words of their
/// Javadoc.
final class AsyncApiDocument {
  private static final Map<String, Class<? extends Event>> TOPICS = new LinkedHashMap<>();

  static {
    TOPICS.put(Topics.INTAKE, IntakeEvent.class);
    TOPICS.put(Topics.SCORING, ScoringEvent.class);
    TOPICS.put(Topics.LIFECYCLE, LifecycleEvent.class);
    TOPICS.put(Topics.ROUTING, RoutingEvent.class);
    TOPICS.put(Topics.SLA, SlaEvent.class);
    TOPICS.put(Topics.AUDIT, AuditEvent.class);
    TOPICS.put(Topics.turns("{topic}"), TurnEvent.class);
  }

  private final ObjectMapper yaml =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES));
  private final Path sources;
  private final Map<String, ObjectNode> schemas = new TreeMap<>();

  AsyncApiDocument(Path sources) {
    this.sources = sources;
  }

  String text() {
    ObjectNode document = yaml.createObjectNode();
    document.put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Leadline events")
        .put("version", "1")
        .put(
            "description",
            "CloudEvents 1.0 over Kafka in binary mode: attributes in headers named ce_..., JSON values, record key = lead id, in the audit topic the chain, in a topic of turns the service. Adding a field is compatible; anything else is a new topic version.");
    document.put("defaultContentType", "application/json");
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    ObjectNode components = document.putObject("components");
    TOPICS.forEach((topic, type) -> channel(topic, type, channels, operations));
    ObjectNode messages = components.putObject("messages");
    EventTypes.records(Event.class)
        .sorted(java.util.Comparator.comparing(Class::getSimpleName))
        .forEach(type -> message(type, messages));
    components.set("messageTraits", traits());
    ObjectNode all = components.putObject("schemas");
    schemas.forEach(all::set);
    try {
      return yaml.writeValueAsString(document);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void channel(
      String topic, Class<? extends Event> type, ObjectNode channels, ObjectNode operations) {
    String name = type.getSimpleName().replace("Event", "").toLowerCase(java.util.Locale.ROOT);
    ObjectNode channel = channels.putObject(name);
    channel.put("address", topic).put("description", javadoc(type).summary());
    if (topic.contains("{topic}")) {
      channel
          .putObject("parameters")
          .putObject("topic")
          .put("description", "the word by which the service's own topic is called")
          .putArray("enum")
          .add("scoring")
          .add("lifecycle")
          .add("routing")
          .add("sla");
    }
    ObjectNode messages = channel.putObject("messages");
    EventTypes.records(type)
        .forEach(record ->
            messages
                .putObject(record.getSimpleName())
                .put("$ref", "#/components/messages/" + record.getSimpleName()));
    operations
        .putObject("publish-" + name)
        .put("action", "send")
        .putObject("channel")
        .put("$ref", "#/channels/" + name);
  }

  private void message(Class<? extends Event> type, ObjectNode messages) {
    ObjectNode message = messages.putObject(type.getSimpleName());
    message.put("name", EventTypes.nameOf(type)).put("summary", javadoc(type).summary());
    message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/cloudEvent");
    message.set("payload", reference(type));
  }

  private ObjectNode traits() {
    ObjectNode traits = yaml.createObjectNode();
    ObjectNode headers = traits.putObject("cloudEvent").putObject("headers");
    headers.put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("ce_specversion", "1.0");
    attributes.put("ce_id", "stable over redelivery; a repeat is recognised by it");
    attributes.put("ce_source", "who says it, such as /leadline/routing");
    attributes.put("ce_type", "the name of the message");
    attributes.put("ce_subject", "the record key");
    attributes.put("ce_time", "when it happened, RFC 3339");
    attributes.put("ce_recordedtime", "when it was written down, RFC 3339");
    attributes.put("ce_correlationid", "the accepted delivery, request or timer that began it");
    attributes.put("ce_causationid", "the event it was decided on; absent when there is none");
    attributes.put("ce_policyversion", "the policy that decided; absent for what is no decision");
    attributes.put("traceparent", "W3C trace context; absent when not traced");
    attributes.forEach((name, words) ->
        properties.putObject(name).put("type", "string").put("description", words));
    var required = headers.putArray("required");
    List.of(
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_subject",
            "ce_time",
            "ce_recordedtime",
            "ce_correlationid")
        .forEach(required::add);
    return traits;
  }

  private ObjectNode reference(Class<?> type) {
    if (!schemas.containsKey(type.getSimpleName())) {
      ObjectNode schema = yaml.createObjectNode();
      schemas.put(type.getSimpleName(), schema);
      fill(schema, type);
    }
    return yaml.createObjectNode().put("$ref", "#/components/schemas/" + type.getSimpleName());
  }

  private void fill(ObjectNode schema, Class<?> type) {
    Javadoc words = javadoc(type);
    schema.put("type", "object").put("description", words.summary());
    ObjectNode properties = schema.putObject("properties");
    List<String> required = new java.util.ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      ObjectNode property = schemaOf(component.getGenericType());
      String said = words.parameters().get(component.getName());
      if (said != null) {
        property.put("description", said);
      }
      properties.set(component.getName(), property);
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
    }
    var list = schema.putArray("required");
    required.forEach(list::add);
  }

  private ObjectNode schemaOf(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      boolean list = generic.getRawType() == List.class;
      ObjectNode schema = yaml.createObjectNode().put("type", list ? "array" : "object");
      schema.set(list ? "items" : "additionalProperties", schemaOf(last));
      return schema;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord() && plain != LeadId.class) {
      return reference(plain);
    }
    ObjectNode schema = yaml.createObjectNode();
    if (plain.isEnum()) {
      schema.put("type", "string");
      var values = schema.putArray("enum");
      for (Object constant : plain.getEnumConstants()) {
        values.add(constant.toString());
      }
      return schema;
    }
    return switch (plain.getSimpleName()) {
      case "LeadId", "UUID" -> schema.put("type", "string").put("format", "uuid");
      case "Instant" -> schema.put("type", "string").put("format", "date-time");
      case "Duration" -> schema.put("type", "string").put("format", "duration");
      case "String" -> schema.put("type", "string");
      case "int", "long" -> schema.put("type", "integer");
      case "boolean" -> schema.put("type", "boolean");
      case "Object" ->
          schema.put("description", "text, integer, decimal, boolean or a list of text");
      default -> throw new AssertionError("No schema for " + type);
    };
  }

  private record Javadoc(String summary, Map<String, String> parameters) {}

  private Javadoc javadoc(Class<?> type) {
    Class<?> outer = type.getNestHost();
    try {
      String source = Files.readString(sources.resolve(outer.getSimpleName() + ".java"));
      Matcher block =
          Pattern.compile(
                  "((?: *///[^\\n]*\\n)+)[^/\\n]*\\b(?:record|interface|enum) "
                      + type.getSimpleName()
                      + "\\b")
              .matcher(source);
      if (!block.find()) {
        return new Javadoc(type.getSimpleName(), Map.of());
      }
      String text =
          block
              .group(1)
              .lines()
              .map(line -> line.strip().substring(3).strip())
              .collect(Collectors.joining("\n"));
      String[] parts = text.split("\n@param ", -1);
      Map<String, String> parameters = new TreeMap<>();
      for (int i = 1; i < parts.length; i++) {
        String[] named = parts[i].strip().split("\\s", 2);
        parameters.put(named[0], plain(named[1]));
      }
      return new Javadoc(plain(parts[0].split("\n\n", 2)[0]), parameters);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String plain(String javadoc) {
    return javadoc.replaceAll("\\[(\\w+)]", "$1").replace('\n', ' ').strip();
  }
}
