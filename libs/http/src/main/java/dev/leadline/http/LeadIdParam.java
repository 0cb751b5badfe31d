package dev.leadline.http;

import dev.leadline.events.LeadId;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Lets resources take a [LeadId] as a parameter; a text that is none is answered with 400, naming
/// it.
@Provider
public class LeadIdParam implements ParamConverterProvider {

  @Override
  @SuppressWarnings("unchecked") // T is LeadId: that is what the condition says.
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    return type == LeadId.class ? (ParamConverter<T>) new Converter() : null;
  }

  private static final class Converter implements ParamConverter<LeadId> {
    @Override
    public LeadId fromString(String value) {
      try {
        return LeadId.parse(value);
      } catch (IllegalArgumentException notAnId) {
        throw Problem.badRequest(String.valueOf(notAnId.getMessage()));
      }
    }

    @Override
    public String toString(LeadId id) {
      return id.toString();
    }
  }
}
