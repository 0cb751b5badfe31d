package dev.leadline.intake.verification;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The keys of a Standard Webhooks source, read once: `whsec_` secrets for v1, `whpk_` public keys
/// (or `whsk_` secret ones, of which the public half is taken) for v1a.
///
/// The JDK's own Mac and Ed25519 are used rather than the reference library: that one takes the
/// body as text, which changes bytes that are not UTF-8, and knows no v1a.
public final class StandardWebhookKeys {
  private static final String SECRET = "whsec_";
  private static final String PUBLIC_KEY = "whpk_";
  private static final String SECRET_KEY = "whsk_";
  private static final int ED25519_LENGTH = 32;

  /// The X.509 SubjectPublicKeyInfo of an Ed25519 key (RFC 8410) without the key itself.
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final List<byte[]> secrets = new ArrayList<>();
  private final List<PublicKey> publicKeys = new ArrayList<>();

  /// @throws IllegalArgumentException when one of them is no key; the message does not show it
  public StandardWebhookKeys(List<String> configured) {
    for (String key : configured) {
      if (key.startsWith(PUBLIC_KEY)) {
        publicKeys.add(publicKey(Digests.base64(key.substring(PUBLIC_KEY.length()))));
      } else if (key.startsWith(SECRET_KEY)) {
        publicKeys.add(publicKey(Digests.base64(key.substring(SECRET_KEY.length()))));
      } else {
        secrets.add(secret(key));
      }
    }
  }

  /// Whether one of the secrets makes that v1 signature.
  boolean makesV1(byte[] signature, byte[]... signed) {
    boolean found = false;
    for (byte[] secret : secrets) {
      found |= MessageDigest.isEqual(Digests.hmac(secret, signed), signature);
    }
    return found;
  }

  /// Whether that v1a signature belongs to one of the public keys.
  boolean belongsToV1a(byte[] signature, byte[]... signed) {
    return publicKeys.stream().anyMatch(key -> verifies(key, signature, signed));
  }

  private static boolean verifies(PublicKey key, byte[] signature, byte[]... signed) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      for (byte[] part : signed) {
        verifier.update(part);
      }
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      return false; // A signature of the wrong length, say.
    }
  }

  private static byte[] secret(String configured) {
    String encoded =
        configured.startsWith(SECRET) ? configured.substring(SECRET.length()) : configured;
    byte[] secret = Digests.base64(encoded);
    if (secret.length == 0) {
      throw new IllegalArgumentException("A Standard Webhooks secret is not Base64");
    }
    return secret;
  }

  private static PublicKey publicKey(byte[] bytes) {
    if (bytes.length < ED25519_LENGTH) {
      throw new IllegalArgumentException("A Standard Webhooks key has fewer than 32 bytes");
    }
    byte[] encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + 32);
    System.arraycopy(
        Digests.tail(bytes, ED25519_LENGTH), 0, encoded, ED25519_PREFIX.length, ED25519_LENGTH);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException notAKey) {
      throw new IllegalArgumentException("A Standard Webhooks key is no Ed25519 key", notAKey);
    }
  }
}
