package dev.leadline.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadline.events.EventCodec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes REST speak the JSON of the events: ids as text, times in RFC 3339, durations in ISO 8601,
/// nothing written for what is unknown.
final class JsonOfTheEvents {

  @Produces
  @Singleton
  ObjectMapper mapper() {
    return EventCodec.mapper().copy();
  }
}
