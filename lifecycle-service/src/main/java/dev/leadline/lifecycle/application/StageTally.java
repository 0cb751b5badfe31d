package dev.leadline.lifecycle.application;

import java.util.Map;

/// How many leads are in each stage, without counting them.
public interface StageTally {

  /// By stage; a stage without leads may be absent.
  Map<String, Long> leads();
}
