package dev.leadline.stack.bench;

import dev.leadline.stack.traffic.Source;
import java.util.Map;

/// What a measurement has to know of the running stack.
///
/// @param bootstrap the broker
/// @param sources by kind
/// @param pids of everything that is to be accounted for, by name
public record StackUnderTest(
    String bootstrap, Map<String, Source> sources, Map<String, Long> pids) {}
