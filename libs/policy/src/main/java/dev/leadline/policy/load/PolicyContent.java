package dev.leadline.policy.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The files of a policy as they were at one moment; whether they are right is for [PolicyLoader]
/// to say. What is loaded from it and what is kept of it are the same bytes, whatever happens to
/// the directory meanwhile. Immutable.
public final class PolicyContent {
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final SortedMap<String, String> unreadable = new TreeMap<>();
  private final SortedSet<String> unknown = new TreeSet<>();

  private PolicyContent() {}

  /// What a directory holds now. Never throws: what is missing or unreadable is said by loading.
  public static PolicyContent of(Path directory) {
    PolicyContent content = new PolicyContent();
    PolicyFiles.NAMES.forEach(name -> content.read(directory, name));
    content.look(directory);
    return content;
  }

  /// The texts of files by their names, such as `routing.yaml`.
  public static PolicyContent of(Map<String, String> texts) {
    PolicyContent content = new PolicyContent();
    texts.forEach((name, text) -> {
      if (PolicyFiles.NAMES.contains(name)) {
        content.files.put(name, text.getBytes(StandardCharsets.UTF_8));
      } else {
        content.unknown.add(name);
      }
    });
    return content;
  }

  /// The text of each policy file that could be read, by its name.
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    files.forEach((name, bytes) -> texts.put(name, new String(bytes, StandardCharsets.UTF_8)));
    return Collections.unmodifiableSortedMap(texts);
  }

  /// The SHA-256 of the files as they are written, in hexadecimal digits; unlike the version of a
  /// policy it can be told of files that are wrong.
  public String fingerprint() {
    MessageDigest digest = CanonicalForm.sha256();
    files.forEach((name, bytes) -> {
      digest.update((name + " " + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    });
    return HexFormat.of().formatHex(digest.digest());
  }

  /// The bytes of a file; null when it is missing or unreadable.
  byte @Nullable [] bytes(String name) {
    return files.get(name);
  }

  /// Why a file cannot be read; null when it is missing or could be.
  @Nullable String problem(String name) {
    return unreadable.get(name);
  }

  /// The names of YAML files that are none of a policy's.
  SortedSet<String> unknown() {
    return Collections.unmodifiableSortedSet(unknown);
  }

  private void read(Path directory, String name) {
    try {
      files.put(name, Files.readAllBytes(directory.resolve(name)));
    } catch (NoSuchFileException _) {
      // Loading says so, with the other things that are wrong.
    } catch (IOException failed) {
      unreadable.put(name, String.valueOf(failed.getMessage()));
    }
  }

  private void look(Path directory) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{yaml,yml}")) {
      for (Path file : found) {
        String name = String.valueOf(file.getFileName());
        if (!PolicyFiles.NAMES.contains(name)) {
          unknown.add(name);
        }
      }
    } catch (IOException _) {
      // Then every file is missing, which loading says.
    }
  }
}
