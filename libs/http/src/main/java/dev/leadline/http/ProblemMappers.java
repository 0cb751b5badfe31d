package dev.leadline.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever a resource or the framework throws into problem details. What nobody foresaw is
/// answered with an error id and logged with its stack under that id, once.
public final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final String CHALLENGE = "WWW-Authenticate";

  private final Refusals refusals;

  ProblemMappers(Refusals refusals) {
    this.refusals = refusals;
  }

  @ServerExceptionMapper
  public Response problem(Problem problem, ContainerRequestContext request) {
    if (problem.status() == 401 || problem.status() == 403) {
      refusals.record(problem.status(), request);
    }
    return ProblemResponse.of(problem);
  }

  @ServerExceptionMapper(priority = 1)
  public Response noToken(UnauthorizedException missing, ContainerRequestContext request) {
    return problem(
        Problem.unauthorized(RequestName.of(request) + " needs a bearer token, and none was sent")
            .withHeader(CHALLENGE, BearerAuthentication.challenge(request.getMethod())),
        request);
  }

  @ServerExceptionMapper(priority = 1)
  public Response wrongToken(AuthenticationFailedException wrong, ContainerRequestContext request) {
    return problem(
        Problem.unauthorized(
                RequestName.of(request) + " needs a bearer token, and the one sent is not known")
            .withHeader(
                CHALLENGE,
                BearerAuthentication.challenge(request.getMethod()) + ", error=\"invalid_token\""),
        request);
  }

  @ServerExceptionMapper(priority = 1)
  public Response roleMissing(ForbiddenException refused, ContainerRequestContext request) {
    return problem(
        Problem.forbidden(
            RequestName.of(request) + " needs a role that the token of this caller does not have"),
        request);
  }

  @ServerExceptionMapper(priority = 1)
  public Response unreadableBody(
      MismatchedInputException unreadable, ContainerRequestContext request) {
    return problem(UnreadableBody.problem(unreadable), request);
  }

  @ServerExceptionMapper(priority = 1)
  public Response invalid(ConstraintViolationException invalid, ContainerRequestContext request) {
    return Violations.areOfTheCaller(invalid)
        ? problem(Violations.problem(invalid), request)
        : unexpected(invalid, request);
  }

  @ServerExceptionMapper
  public Response ofTheFramework(WebApplicationException thrown, ContainerRequestContext request) {
    Response response = thrown.getResponse();
    if (response.getStatus() < 400 || response.hasEntity()) {
      return response;
    }
    return switch (thrown.getCause()) {
      case Problem problem -> problem(problem, request);
      case JsonProcessingException unreadable when response.getStatus() == 400 ->
          problem(UnreadableBody.problem(unreadable), request);
      case null, default ->
          response.getStatus() >= 500
              ? unexpected(thrown, request)
              : problem(FrameworkProblem.of(thrown, request), request);
    };
  }

  /// A body that breaks off or goes on for too long. Nobody reads an answer to it: its sender is
  /// gone, or has been answered by the framework.
  @ServerExceptionMapper
  public Response bodyNotRead(IOException broken, ContainerRequestContext request) {
    LOG.infof(
        "Body not read request=%s reason=\"%s\"", RequestName.of(request), broken.getMessage());
    return Response.status(Response.Status.BAD_REQUEST).build();
  }

  /// The framework has a mapper of its own for an answer that cannot be written, which this
  /// replaces.
  @ServerExceptionMapper({Throwable.class, InvalidDefinitionException.class})
  public Response unexpected(Throwable fault, ContainerRequestContext request) {
    UUID errorId = UUID.randomUUID();
    LOG.errorf(fault, "Request failed errorId=%s request=%s", errorId, RequestName.of(request));
    return ProblemResponse.of(
        new Problem(
                500,
                "Internal Server Error",
                RequestName.of(request) + " failed; the log has it under error id " + errorId)
            .with("errorId", errorId.toString()));
  }
}
