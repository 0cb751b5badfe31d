package dev.leadline.policy.active;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the files of every policy version that came into force are kept.
public interface PolicyStore {

  /// Keeps the files of a version before it comes into force; a version that is kept already stays
  /// as it is, with the time of its first use.
  ///
  /// @param files the text of each file by its name
  void keep(String version, Map<String, String> files);

  Optional<KeptPolicy> find(String version);

  /// Every version that is kept, the latest first.
  List<KeptVersion> list();
}
