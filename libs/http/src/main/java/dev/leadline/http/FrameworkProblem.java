package dev.leadline.http;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/// Says in problem details what Jakarta REST refused before a resource was reached.
final class FrameworkProblem {
  private FrameworkProblem() {}

  static Problem of(WebApplicationException refused, ContainerRequestContext request) {
    String name = RequestName.of(request);
    return switch (refused) {
      // A parameter that cannot be converted is "not found" to Jakarta REST.
      case NotFoundException unreadable when unreadable.getCause() != null ->
          Problem.badRequest("A parameter of " + name + " cannot be read");
      case NotFoundException _ -> Problem.notFound("Nothing is served at " + name);
      case NotAllowedException notAllowed -> methodNotAllowed(name, notAllowed.getResponse());
      case NotSupportedException _ ->
          Problem.unsupportedMediaType(name + " does not take " + contentType(request));
      case NotAcceptableException _ ->
          new Problem(406, "Not Acceptable", name + " has no representation that was asked for");
      default -> other(refused.getResponse(), name);
    };
  }

  private static Problem methodNotAllowed(String name, Response response) {
    Problem problem =
        new Problem(405, "Method Not Allowed", name + " is not one of the methods of this path");
    String allow = response.getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? problem : problem.withHeader(HttpHeaders.ALLOW, allow);
  }

  private static String contentType(ContainerRequestContext request) {
    String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    return type == null ? "a body without a content type" : "content type '" + type + "'";
  }

  private static Problem other(Response response, String name) {
    String phrase = response.getStatusInfo().getReasonPhrase();
    return new Problem(response.getStatus(), phrase, name + " was refused: " + phrase);
  }
}
