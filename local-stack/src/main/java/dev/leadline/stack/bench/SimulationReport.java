package dev.leadline.stack.bench;

import dev.leadline.stack.bench.BenchReport.Machine;
import dev.leadline.stack.bench.ProcessUsage.Usage;
import java.util.List;

/// What was measured of a simulation, in the shape that `bench simulation --json` writes.
///
/// @param scenario `simulation`
/// @param machine what it ran on
/// @param leads how many were decided again
/// @param events how many were read of them, turns left out
/// @param megabytes the length of the recording, in millions of bytes
/// @param different leads of which anything was decided otherwise than recorded, by the recorded
///   policy
/// @param seconds from the start of the simulator's process to its end
/// @param processes what the simulator used; its memory is the most that was seen
public record SimulationReport(
    String scenario,
    Machine machine,
    long leads,
    long events,
    double megabytes,
    long different,
    double seconds,
    List<Usage> processes) {}
