package dev.leadline.http;

import jakarta.ws.rs.container.ContainerRequestContext;

/// How a request is named in problems and logs: method and path, without the query, which may hold
/// personal data or a secret.
final class RequestName {
  private RequestName() {}

  static String of(ContainerRequestContext request) {
    return request.getMethod() + " '" + request.getUriInfo().getRequestUri().getPath() + "'";
  }
}
