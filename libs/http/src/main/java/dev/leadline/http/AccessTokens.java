package dev.leadline.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The access tokens that are known, by their SHA-256; the tokens themselves are kept nowhere.
///
/// The text form has one token a line, `sha256hex role[,role] name`; blank lines and those that
/// begin with `#` say nothing.
record AccessTokens(List<Known> known) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /// Who sent a token.
  ///
  /// @param name as the audit trail shows it
  /// @param roles with those that they imply
  record Holder(String name, Set<String> roles) {}

  record Known(String digest, Holder holder) {}

  AccessTokens {
    known = List.copyOf(known);
  }

  static AccessTokens none() {
    return new AccessTokens(List.of());
  }

  /// @throws IllegalArgumentException naming the first line that is not of that form, never its
  ///   content
  static AccessTokens parse(List<String> lines) {
    List<Known> known = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        known.add(parse(line, i + 1));
      }
    }
    return new AccessTokens(known);
  }

  /// Who holds that token. Takes as long for an unknown one as for a known one.
  Optional<Holder> holderOf(String token) {
    byte[] sent = digest(token).getBytes(StandardCharsets.US_ASCII);
    Optional<Holder> holder = Optional.empty();
    for (Known candidate : known) {
      if (MessageDigest.isEqual(sent, candidate.digest().getBytes(StandardCharsets.US_ASCII))) {
        holder = Optional.of(candidate.holder());
      }
    }
    return holder;
  }

  static String digest(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static Known parse(String line, int number) {
    String[] parts = line.split("\\s+", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException(
          "Line " + number + " of the tokens file is not 'sha256hex role[,role] name'");
    }
    String digest = parts[0].toLowerCase(Locale.ROOT);
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "Line " + number + " of the tokens file does not begin with 64 hexadecimal digits");
    }
    return new Known(digest, new Holder(parts[2], roles(parts[1], number)));
  }

  private static Set<String> roles(String list, int number) {
    Set<String> roles = new TreeSet<>();
    for (String role : list.split(",", -1)) {
      if (!Role.ALL.contains(role)) {
        throw new IllegalArgumentException(
            "Line %d of the tokens file has role '%s', which is not one of %s"
                .formatted(number, role, new TreeSet<>(Role.ALL)));
      }
      roles.add(role);
    }
    if (roles.contains(Role.OPERATOR)) {
      roles.add(Role.VIEWER);
    }
    return Set.copyOf(roles);
  }
}
