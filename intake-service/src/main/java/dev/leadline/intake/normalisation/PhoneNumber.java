package dev.leadline.intake.normalisation;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Phone numbers in E.164.
public final class PhoneNumber {
  private static final int MAX_LENGTH = 40;

  private PhoneNumber() {}

  /// The number in E.164, such as `+493012345678`; an extension is dropped.
  ///
  /// @param country ISO alpha-2, for a number without an international prefix; null when not known
  /// @return empty when there can be no such number, or its country is not known
  public static Optional<String> e164(String text, @Nullable String country) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
      Phonenumber.PhoneNumber number = numbers.parse(text, country == null ? "ZZ" : country);
      return numbers.isValidNumber(number)
          ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException _) {
      return Optional.empty();
    }
  }

  /// Whether a text is in E.164 already.
  public static boolean isE164(String text) {
    return text.startsWith("+") && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
  }
}
