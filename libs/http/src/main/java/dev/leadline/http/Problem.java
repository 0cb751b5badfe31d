package dev.leadline.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A refusal that the caller is told about, answered as problem details (RFC 9457,
/// `application/problem+json`).
///
/// The detail says what was attempted, on which id, and what was found instead. It carries no stack
/// trace, for it is an answer and not a fault.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail");

  private final int status;
  private final String title;
  private final String detail;
  private final transient Map<String, Object> extensions;
  private final transient Map<String, String> headers;

  public Problem(int status, String title, String detail) {
    this(status, title, detail, Map.of(), Map.of());
  }

  private Problem(
      int status,
      String title,
      String detail,
      Map<String, Object> extensions,
      Map<String, String> headers) {
    super(detail, null, false, false);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("Status " + status + " is not an error");
    }
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.extensions = extensions;
    this.headers = headers;
  }

  public static Problem badRequest(String detail) {
    return new Problem(400, "Bad Request", detail);
  }

  public static Problem unauthorized(String detail) {
    return new Problem(401, "Unauthorized", detail);
  }

  public static Problem forbidden(String detail) {
    return new Problem(403, "Forbidden", detail);
  }

  public static Problem notFound(String detail) {
    return new Problem(404, "Not Found", detail);
  }

  public static Problem conflict(String detail) {
    return new Problem(409, "Conflict", detail);
  }

  public static Problem tooLarge(String detail) {
    return new Problem(413, "Content Too Large", detail);
  }

  public static Problem unsupportedMediaType(String detail) {
    return new Problem(415, "Unsupported Media Type", detail);
  }

  /// What was asked is well-formed and cannot be done.
  public static Problem unprocessable(String detail) {
    return new Problem(422, "Unprocessable Content", detail);
  }

  /// A dependency cannot be reached; the caller may try again after that many seconds.
  public static Problem unavailable(String detail, int retryAfterSeconds) {
    return new Problem(503, "Service Unavailable", detail)
        .withHeader("Retry-After", String.valueOf(retryAfterSeconds));
  }

  /// The same problem with one extension member more.
  ///
  /// @throws IllegalArgumentException when the member is one of the standard ones
  public Problem with(String member, Object value) {
    if (STANDARD.contains(member)) {
      throw new IllegalArgumentException("Member '" + member + "' is not an extension");
    }
    return new Problem(status, title, detail, plus(extensions, member, value), headers);
  }

  /// The same problem, answered with one header more.
  public Problem withHeader(String name, String value) {
    return new Problem(status, title, detail, extensions, plus(headers, name, value));
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String detail() {
    return detail;
  }

  /// Members beyond those of RFC 9457, in the order in which they were added.
  public Map<String, Object> extensions() {
    return extensions;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /// The members of the JSON body, in order. The type is `about:blank`: the status says what kind
  /// of problem it is.
  public Map<String, Object> body() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "about:blank");
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    members.putAll(extensions);
    return members;
  }

  private static <V> Map<String, V> plus(Map<String, V> some, String name, V value) {
    Map<String, V> more = new LinkedHashMap<>(some);
    more.put(name, value);
    return more;
  }
}
