package dev.leadline.scoring.fit;

/// Another service's class, for [dev.leadline.testsupport.ArchitectureRulesTest].
public record Fit(int points) {}
