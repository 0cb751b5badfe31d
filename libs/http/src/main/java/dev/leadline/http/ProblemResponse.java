package dev.leadline.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// The one place that writes problem bodies.
final class ProblemResponse {
  static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

  private ProblemResponse() {}

  static Response of(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(PROBLEM_JSON).entity(problem.body());
    problem.headers().forEach(response::header);
    return response.build();
  }
}
