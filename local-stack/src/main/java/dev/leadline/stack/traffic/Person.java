package dev.leadline.stack.traffic;

/// A made-up person as a sender knows them.
///
/// @param number what senders know the person by; no other person of any run has it
/// @param country ISO 3166 alpha-2
public record Person(
    long number,
    String firstName,
    String lastName,
    String email,
    String phone,
    String company,
    String jobTitle,
    String country,
    String industry,
    long employees,
    String utmSource,
    String utmMedium,
    String utmCampaign) {}
