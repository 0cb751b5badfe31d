package dev.leadline.stack.traffic;

/// A made-up person as a sender knows them.
///
/// @param number counts the people of one run, from 0
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
