package dev.leadline.intake.identity;

/// The fields of the catalogue that intake knows the meaning of. A catalogue need not have them.
public final class LeadFields {
  public static final String EMAIL = "email";
  public static final String PHONE = "phone";
  public static final String COUNTRY = "country";
  public static final String WEBSITE = "website";
  public static final String COMPANY_DOMAIN = "companyDomain";
  public static final String SOURCE = "source";
  public static final String MEDIUM = "medium";
  public static final String CAMPAIGN = "campaign";
  public static final String CHANNEL = "channel";

  private LeadFields() {}
}
