package dev.leadline.stack.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The bearer token of a local stack, which has every role: made once a data directory, kept in a
/// file for its owner's eyes, known to the services by its SHA-256 only.
final class AccessToken {
  private static final String ROLES = "operator,policy-author,policy-approver";
  private static final int BYTES = 24;

  private AccessToken() {}

  /// Gives the token, made and announced to the services when there is none yet.
  static String ensure(DataDirectory data) {
    String token = read(data).orElseGet(() -> "leadline_" + Secrets.hex(BYTES));
    Json.writeText(data.token(), token + "\n");
    Json.writeText(data.tokenHashes(), sha256(token) + " " + ROLES + " local\n");
    return token;
  }

  /// The token; empty when the stack was never started.
  static Optional<String> read(DataDirectory data) {
    try {
      return Optional.of(Files.readString(data.token()).strip()).filter(text -> !text.isEmpty());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new StackException(
          "Access token '" + data.token() + "' cannot be read: " + unreadable, unreadable);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
