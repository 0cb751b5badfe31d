package dev.leadline.events;

/// What a lead is worth at one instant; all points are integers and may be negative.
///
/// @param fit who they are
/// @param engagement what they did
/// @param total the capped sum
/// @param grade A, B, C or D, from the policy's bands of fit
/// @param qualified whether the lead counts as qualified, hysteresis and hand-raise included
/// @param handRaised whether the lead asked to be contacted
public record Score(
    int fit, int engagement, int total, String grade, boolean qualified, boolean handRaised) {}
