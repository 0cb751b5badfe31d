package dev.leadline.intake.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Catalogue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalisationTest {

  @ParameterizedTest
  @CsvSource({
    "Ada.Love+news@GMail.com, ada.love+news@gmail.com, adalove@gmail.com",
    "ada@googlemail.com, ada@googlemail.com, ada@gmail.com",
    "a..da@gmail.com, a..da@gmail.com, a..da@gmail.com",
    "ada+x@outlook.com, ada+x@outlook.com, ada@outlook.com",
    "a.da+x@hotmail.co.uk, a.da+x@hotmail.co.uk, a.da@hotmail.co.uk",
    "ada+x@icloud.com, ada+x@icloud.com, ada@icloud.com",
    "ada-love-x@yahoo.de, ada-love-x@yahoo.de, ada-love@yahoo.de",
    "ada+x@ya.ru, ada+x@ya.ru, ada+x@yandex.ru",
    "a.da+x@Company.Example, a.da+x@company.example, a.da+x@company.example",
    "info@Bücher.example, info@xn--bcher-kva.example, info@xn--bcher-kva.example"
  })
  void anEmailHasThreeForms(String entered, String lower, String canonical) {
    EmailAddress email = EmailAddress.parse(" " + entered + " ").orElseThrow();
    assertThat(email.entered()).isEqualTo(entered);
    assertThat(email.lower()).isEqualTo(lower);
    assertThat(email.canonical()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@x.example",
        "ada@",
        "ada@localhost",
        "a da@x.example",
        "ada@x..example",
        "ada@-x.example",
        "<ada@x.example>",
        "a@b@",
        "ada@x.example, bo@x.example"
      })
  void whatNoMailCanBeSentToIsNoEmail(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void anEndlessEmailIsNone() {
    assertThat(EmailAddress.parse("a".repeat(65) + "@x.example")).isEmpty();
    assertThat(EmailAddress.parse("a@" + "x.".repeat(200) + "example")).isEmpty();
  }

  @Test
  void aPhoneIsReadInItsCountry() {
    assertThat(PhoneNumber.e164("030 12345678", "DE")).contains("+493012345678");
    assertThat(PhoneNumber.e164("+1 (212) 555-0123", null)).contains("+12125550123");
    assertThat(PhoneNumber.e164("+1 212 555 0123 ext. 7", "DE")).contains("+12125550123");
  }

  @Test
  void aPhoneThatCannotBeIsNone() {
    assertThat(PhoneNumber.e164("030 12345678", null)).isEmpty();
    assertThat(PhoneNumber.e164("+49 1", "DE")).isEmpty();
    assertThat(PhoneNumber.e164("call me", "DE")).isEmpty();
    assertThat(PhoneNumber.e164("1".repeat(1000), "DE")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example.co.uk/x?y#z, example.co.uk",
    "WWW.Acme.com, acme.com",
    "acme.github.io, acme.github.io",
    "//user@acme.com:8080/, acme.com",
    "http://www.bücher.de, xn--bcher-kva.de",
    "www.acme.example, acme.example"
  })
  void aCompanyIsKnownByItsRegistrableDomain(String text, String domain) {
    assertThat(CompanyDomain.of(text)).contains(domain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "com", "co.uk", "acme", "127.0.0.1", "a b.com", "..."})
  void whatNobodyCouldHaveRegisteredIsNoCompanyDomain(String text) {
    assertThat(CompanyDomain.of(text)).isEmpty();
  }

  @Test
  void freeMailNamesNoCompany() {
    FreeMail freeMail = FreeMail.and(List.of("Mail.Example"));
    assertThat(freeMail.has("gmail.com")).isTrue();
    assertThat(freeMail.has("hotmail.co.uk")).isTrue();
    assertThat(freeMail.has("mail.example")).isTrue();
    assertThat(freeMail.has("acme.example")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "de, DE",
    "DEU, DE",
    "Germany, DE",
    "Deutschland, DE",
    "Allemagne, DE",
    "' u.s.a. ', US",
    "United States, US",
    "UK, GB",
    "great britain, GB",
    "Côte d'Ivoire, CI",
    "Österreich, AT",
    "日本, JP",
    "Hong Kong, HK",
    "NO, 'NO'"
  })
  void aCountryIsKnownByItsCodesAndNames(String text, String code) {
    assertThat(Countries.alpha2(text)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ZZ", "Atlantis", "12"})
  void whatIsNoCountryIsNone(String text) {
    assertThat(Countries.alpha2(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "250, 250", "'1,200', 1200", "1.200, 1200", "1 200, 1200", "51-200, 51", "1000+, 1000",
    "10k, 10000", "1.5k, 1500", "<10, 1", "fewer than 10, 1", "'10,001 or more', 10001", "-5, -5",
    "approx. 40 people, 40"
  })
  void aWholeNumberIsReadAsPeopleWriteIt(String text, long number) {
    assertThat(Numbers.whole(text)).contains(number);
  }

  @Test
  void whatIsNoNumberIsNone() {
    assertThat(Numbers.whole("many")).isEmpty();
    assertThat(Numbers.whole("9".repeat(30))).isEmpty();
    assertThat(Numbers.decimal("NaN")).isEmpty();
  }

  @Test
  void textIsWhatEveryStoreCanTake() {
    assertThat(CleanText.of(" a\0b\u0007\nc\t ")).contains("ab c");
    assertThat(CleanText.of("e\u0301")).contains("é");
    assertThat(CleanText.of("\uD800x")).contains("x");
    assertThat(CleanText.of("\0 \u0001")).isEmpty();
    assertThat(CleanText.of("😀".repeat(5_000)).orElseThrow().length())
        .isLessThanOrEqualTo(CleanText.MAX_LENGTH + 1);
  }

  @Test
  void aValueIsBroughtIntoTheTypeOfItsField() {
    assertThat(FieldValues.typed(Catalogue.Type.INTEGER, 250.0)).contains(250L);
    assertThat(FieldValues.typed(Catalogue.Type.DECIMAL, "1,000.5")).contains(1000.5);
    assertThat(FieldValues.typed(Catalogue.Type.BOOLEAN, "Yes")).contains(true);
    assertThat(FieldValues.typed(Catalogue.Type.BOOLEAN, "maybe")).isEmpty();
    assertThat(FieldValues.typed(Catalogue.Type.TEXT, List.of("a", "b"))).contains("a");
    assertThat(FieldValues.typed(Catalogue.Type.TEXT_LIST, "a; b,c"))
        .contains(List.of("a", "b", "c"));
    assertThat(FieldValues.typed(Catalogue.Type.TEXT, " ")).isEmpty();
  }

  @Test
  void noTwoProvidersShareADomain() {
    assertThat(
            Set.of("gmail.com", "outlook.com", "yahoo.com", "yandex.ru", "acme.example").stream()
                .map(MailProvider::of)
                .distinct())
        .hasSize(5);
  }
}
