package dev.leadline.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;

/// Says where a JSON body stopped being what was expected, without a word about our classes.
final class UnreadableBody {
  private UnreadableBody() {}

  static Problem problem(JsonProcessingException unreadable) {
    String place = place(unreadable.getLocation());
    if (!(unreadable instanceof JsonMappingException mapping)) {
      return Problem.badRequest("Body is not valid JSON" + place);
    }
    Problem problem =
        Problem.badRequest(
            "Body cannot be read at '" + path(mapping) + "'" + place + because(mapping));
    return problem.with("path", path(mapping));
  }

  private static String place(JsonLocation at) {
    return at == null || at.getLineNr() < 0
        ? ""
        : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private static String path(JsonMappingException mapping) {
    StringBuilder path = new StringBuilder("$");
    for (JsonMappingException.Reference step : mapping.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append('.').append(step.getFieldName());
      }
    }
    return path.toString();
  }

  /// The checks of our own records say what is wrong with a value.
  private static String because(JsonMappingException mapping) {
    return mapping.getCause() instanceof IllegalArgumentException ours
            && ours.getStackTrace().length > 0
            && ours.getStackTrace()[0].getClassName().startsWith("dev.leadline.")
        ? ": " + ours.getMessage()
        : "";
  }
}
