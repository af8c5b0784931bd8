package dev.leadlog.mapping.formatting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.mapping.FormatResult;
import dev.leadlog.mapping.steps.Arguments;
import dev.leadlog.text.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases that the examples of docs/mapping.md do not show. */
class FormattingTest {

  private static final Map<String, FormattingFunction> FUNCTIONS =
      Functions.byName(Clock.fixed(Instant.parse("2026-02-28T20:00:00Z"), ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mcdonald|McDonald",
        "MCDONALD|McDonald",
        "McDonald|McDonald",
        "macey|Macey",
        "o'neil|O'Neil",
        "O’NEIL|O’Neil",
        "van der berg|van der Berg",
        "maria van der berg|Maria van der Berg",
        "LUDWIG VAN BEETHOVEN|Ludwig van Beethoven",
        "van morrison|Van Morrison",
        "anh le|Anh Le",
        "jean-luc picard|Jean-Luc Picard",
        "JEAN‐LUC|Jean‐Luc",
        "charles d'artagnan|Charles d'Artagnan",
        "D'ANGELO|D'Angelo",
        "santiago ramón y cajal|Santiago Ramón y Cajal",
        "JOHN E SMITH|John E Smith",
        "john smith iii|John Smith III",
        "j.r.r. tolkien|J.R.R. Tolkien",
        "JOSÉ MARÍA DE LA CRUZ|José María de la Cruz",
        "émile zola|Émile Zola",
        "ГАГАРИН ЮРИЙ|Гагарин Юрий",
        "ΣΟΦΟΚΛΗΣ|Σοφοκλης",
        "İBRAHİM|İbrahim",
        "आदा लवलेस|आदा लवलेस",
        "田中 さくら|田中 さくら",
        "DeShawn|DeShawn",
        "mohammed bin salman|Mohammed bin Salman",
        "DR. ADA LOVELACE|Dr. Ada Lovelace",
        "a|A",
      })
  void a_name_is_written_with_its_usual_capitals(String typed, String name) {
    assertThat(format("capitalize_name", "{}", typed)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "IN, 09876543210, +919876543210",
    "IN, 919876543210, +919876543210",
    "IN, +91 98765-43210, +919876543210",
    "IN, 0091 98765 43210, +919876543210",
    "US, 0049 30 901820, +4930901820",
    "US, 011 49 30 901820, +4930901820",
    "US, (202) 555-0123, +12025550123",
    "BR, (11) 98765-4321, +5511987654321",
    "DE, 030/901820, +4930901820",
    "DE, p:030 901820, +4930901820",
    "IT, 06 6982, +39066982",
    "IN, ９８７６５４３２１０, +919876543210",
    "IN, ＋９１９８７６５４３２１０, +919876543210",
    "EG, ٠١٠٠١٢٣٤٥٦٧, +201001234567",
    "IN, ९८७६५४३२१०, +919876543210"
  })
  void a_phone_number_is_read_in_any_notation(String region, String typed, String number) {
    assertThat(format("format_phone_number", "{'region':'" + region + "'}", typed))
        .isEqualTo(number);
  }

  /** Numbers of old numbering plans; the last number of each country must stay unchanged. */
  @ParameterizedTest
  @CsvSource({
    "MX, +5215512345678, +525512345678",
    "MX, +52 1 (55) 1234-5678, +525512345678",
    "MX, 5215512345678, +525512345678",
    "MX, 0052 1 55 1234 5678, +525512345678",
    "MX, 044 55 1234 5678, +525512345678",
    "MX, 045 55 1234 5678, +525512345678",
    "MX, 01 55 1234 5678, +525512345678",
    "DE, p:+5215512345678, +525512345678",
    "MX, 55 1234 5678, +525512345678",
    "BR, +554797887666, +5547997887666",
    "BR, 47 9788-7666, +5547997887666",
    "BR, 0 47 8788-7666, +5547987887666",
    "BR, (11) 6788-7666, +5511967887666",
    "BR, +5547997887666, +5547997887666",
    "BR, +551132654321, +551132654321",
    "AR, +54 11 15 2345-6789, +5491123456789",
    "AR, 011 15 2345-6789, +5491123456789",
    "AR, +54 9 11 15 2345-6789, +5491123456789",
    "AR, +54 9 221 15 456-7890, +5492214567890",
    "AR, +54 9 2966 15 45-6789, +5492966456789",
    "AR, +54 9 11 2345-6789, +5491123456789",
    "AR, +54 11 2345-6789, +541123456789",
    "CI, 07 07 07 07, +2250707070707",
    "CI, +225 48 12 34 56, +2250748123456",
    "CI, +225 05 12 34 56, +2250505123456",
    "CI, +225 41 12 34 56, +2250141123456",
    "CI, +225 07 07 07 07 07, +2250707070707",
    "BJ, +229 97 97 97 97, +2290197979797",
    "BJ, 61 12 34 56, +2290161123456",
    "BJ, +229 01 97 97 97 97, +2290197979797",
    "VN, +84 122 612 3456, +84776123456",
    "VN, 0168 612 3456, +84386123456",
    "VN, 0124 612 3456, +84846123456",
    "VN, 0129 612 3456, +84826123456",
    "VN, 0188 612 3456, +84586123456",
    "VN, 0199 612 3456, +84596123456",
    "VN, 090 612 3456, +84906123456",
    "CM, +237 77 12 34 56, +237677123456",
    "CM, 97 12 34 56, +237697123456",
    "CM, +237 677 12 34 56, +237677123456",
    "MU, +230 790 1234, +23057901234",
    "MU, +230 5790 1234, +23057901234"
  })
  void a_mobile_number_of_an_old_numbering_plan_is_converted(
      String region, String typed, String number) {
    assertThat(format("format_phone_number", "{'region':'" + region + "'}", typed))
        .isEqualTo(number);
  }

  /** A digit may be missing from any of these numbers. */
  @ParameterizedTest
  @CsvSource({
    "MX, 1 5512345678 9",
    "AR, 15 2345-6789",
    "BR, +55 9788-7666",
    "BR, +55 47 1788-7666",
    "CI, +225 30 12 34 56",
    "BJ, +229 01 97 97 97",
    "VN, 0189 612 3456",
    "CM, +237 67 12 34 56",
    "MU, +230 590 1234",
    "EC, +593 91234567",
    "EG, +20 12 123 4567"
  })
  void an_ambiguous_phone_number_is_invalid(String region, String typed) {
    assertThat(format("format_phone_number", "{'region':'" + region + "'}", typed))
        .isEqualTo("INVALID_PHONE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "+",
        "000",
        "+1",
        "12345",
        "+91 12345",
        "+999 123456789",
        "1234567890123456789",
        "+91 98765 432101",
        "call me",
        "<test lead: dummy data for phone_number>",
        "+1 555"
      })
  void an_impossible_phone_number_is_invalid(String typed) {
    assertThat(format("format_phone_number", "{'region':'IN'}", typed)).isEqualTo("INVALID_PHONE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1987-04-19|1987-04-19",
        "1987/4/19|1987-04-19",
        "19.04.1987|1987-04-19",
        "04/19/1987|1987-04-19",
        "04/04/1987|1987-04-04",
        "Apr 19 1987|1987-04-19",
        "19th of April, 1987|1987-04-19",
        "Sunday, April 19, 1987|1987-04-19",
        "1 août 1987|1987-08-01",
        "3. März 1987|1987-03-03",
        "1º de março de 1987|1987-03-01",
        "19 अप्रैल 1987|1987-04-19",
        "١٩ أبريل ١٩٨٧|1987-04-19",
        "19Apr1987|1987-04-19",
        "19870419|1987-04-19",
        "1987-04-19 10:30|1987-04-19",
        "19/04/1987 10:30:00 PM|1987-04-19",
        "1987-04-19T23:30:00-05:00|1987-04-20",
        "1987-04-19T23:30:00Z|1987-04-19",
        "2026-02-28T08:49:14.000Z|2026-02-28",
        "29.02.2024|2024-02-29",
        "29.02.2023|INVALID_FORMAT",
        "31/04/1987|INVALID_FORMAT",
        "03/04/1987|INVALID_FORMAT",
        "19/04/87|INVALID_FORMAT",
        "April 1987|INVALID_FORMAT",
        "1987|INVALID_FORMAT",
        "April May 19 1987|INVALID_FORMAT",
        "0000-00-00|INVALID_FORMAT",
        "1/1/0001|INVALID_FORMAT",
        "yesterday|INVALID_FORMAT",
        "April 19, 1987 or so|INVALID_FORMAT",
      })
  void a_date_is_read_in_any_notation_unless_it_is_ambiguous(String typed, String date) {
    assertThat(format("format_date", "{}", typed)).isEqualTo(date);
  }

  @ParameterizedTest
  @CsvSource({
    "day-first, 03/04/1987, 1987-04-03",
    "month-first, 03/04/1987, 1987-03-04",
    "day-first, 1987-04-03, 1987-04-03",
    "month-first, 'April 3, 1987', 1987-04-03",
    "day-first, 04/19/1987, INVALID_FORMAT",
    "month-first, 19/04/1987, INVALID_FORMAT"
  })
  void a_configured_date_order_is_used(String order, String typed, String date) {
    assertThat(format("format_date", "{'order':'" + order + "'}", typed)).isEqualTo(date);
  }

  @ParameterizedTest
  @CsvSource({
    "2000-02-28, 26",
    "2000-02-29, 25",
    "2000-03-01, 25",
    "2026-02-28, 0",
    "2026-03-01, INVALID_FORMAT",
    "1890-01-01, INVALID_FORMAT",
    "28 Feb 01, 25",
    "28 Feb 27, 99"
  })
  void an_age_is_the_number_of_whole_years(String birth, String age) {
    assertThat(format("calculate_age", "{}", birth)).isEqualTo(age);
  }

  @ParameterizedTest
  @CsvSource({"UTC, 2026-02-28", "Pacific/Auckland, 2026-03-01", "America/New_York, 2026-02-28"})
  void the_current_date_is_that_of_the_zone(String zone, String date) {
    assertThat(ZoneId.of(zone)).isNotNull();
    assertThat(format("current_date", "{'zone':'" + zone + "'}", "whatever")).isEqualTo(date);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 Downing St, London SW1A 2AA, UK|United Kingdom",
        "1600 Pennsylvania Ave NW, Washington, DC 20500, USA|United States",
        "Unter den Linden 1, 10117 Berlin, Deutschland|Germany",
        "Calle Mayor 1, Madrid, España|Spain",
        "Avenida Reforma 1, Ciudad de México|Mexico",
        "Mumbai India|India",
        "Connaught Place, New Delhi 110001, भारत|India",
        "شارع التحرير، القاهرة، مصر|Egypt",
        "Port Moresby, Papua New Guinea|Papua New Guinea",
        "Belfast, Northern Ireland|United Kingdom",
        "Dublin, Republic of Ireland|Ireland",
        "Kinshasa, DR Congo|Congo - Kinshasa",
        "Santa Fe, New Mexico|United States",
        "Newark, New Jersey 07101|United States",
        "Sydney, New South Wales 2000|Australia",
        "Germany, 10115|Germany",
        "France.|France",
        "Atlanta, Georgia|INVALID_FORMAT",
        "Wilmington, DE 19801|INVALID_FORMAT",
        "Los Angeles, CA|INVALID_FORMAT",
        "Peru, Illinois|INVALID_FORMAT",
        "Paris|INVALID_FORMAT",
        "12345|INVALID_FORMAT",
      })
  void a_country_is_read_only_from_the_end_of_an_address(String address, String country) {
    assertThat(format("extract_country_from_address", "{}", address)).isEqualTo(country);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42|42",
        "-42|-42",
        "−1.5|-1.5",
        "0.125|0.125",
        "12,5|12.5",
        "1,234.5|1234.5",
        "1.234,5|1234.5",
        "1,234,567|1234567",
        "1.234.567|1234567",
        "12,34,567.00|1234567.00",
        "1 234 567|1234567",
        "1'234'567.5|1234567.5",
        "Rs. 5000|5000",
        "R$ 1.234.567,89|1234567.89",
        "5000 EUR|5000",
        "€5000|5000",
        "US$ 50|50",
        "٥٠٠|500",
        "12345678901234567890|12345678901234567890",
        "1,234|INVALID_FORMAT",
        "1.234|INVALID_FORMAT",
        "1,23,4|INVALID_FORMAT",
        "10-50|INVALID_FORMAT",
        "5k|INVALID_FORMAT",
        "500 sqm|INVALID_FORMAT",
        "1e9|INVALID_FORMAT",
        "100%|INVALID_FORMAT",
        "--1|INVALID_FORMAT",
        "1.|INVALID_FORMAT",
        "five|INVALID_FORMAT",
      })
  void a_number_is_read_unless_it_is_ambiguous(String typed, String number) {
    assertThat(format("to_number", "{}", typed)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "., '1,234', 1234",
    "., 1.234, 1.234",
    "',', '1,234', 1.234",
    "',', 1.234, 1234",
    "., '1.234,5', INVALID_FORMAT",
    "',', '1,234.5', INVALID_FORMAT"
  })
  void a_configured_decimal_sign_is_used(String decimal, String typed, String number) {
    assertThat(format("to_number", "{'decimal':'" + decimal + "'}", typed)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ada@example.org|ada@example.org",
        "ADA+news@Sub.Example.CO.UK|ada+news@sub.example.co.uk",
        "<ada@example.org>|ada@example.org",
        "ada@example.org.|ada@example.org",
        "ada＠example.org|ada@example.org",
        "müller@münchen.de|müller@münchen.de",
        "o'neil@example.org|o'neil@example.org",
        "ada@example|INVALID_EMAIL",
        "ada@@example.org|INVALID_EMAIL",
        "ada@exa mple.org|INVALID_EMAIL",
        "ada lovelace@example.org|INVALID_EMAIL",
        ".ada@example.org|INVALID_EMAIL",
        "a..b@example.org|INVALID_EMAIL",
        "ada@-example.org|INVALID_EMAIL",
        "ada@example..org|INVALID_EMAIL",
        "ada@127.0.0.1|INVALID_EMAIL",
        "@example.org|INVALID_EMAIL",
        "ada|INVALID_EMAIL",
        "ada@example.org, bob@example.org|INVALID_EMAIL",
      })
  void an_email_address_is_normalized_or_refused(String typed, String address) {
    assertThat(format("normalize_email", "{}", typed)).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ada|Ada||",
        "Ada Lovelace|Ada||Lovelace",
        "Juan Carlos de la Cruz|Juan|Carlos|de la Cruz",
        "John Ronald Reuel Tolkien|John|Ronald Reuel|Tolkien",
        "John Smith Jr.|John||Smith Jr.",
        "John Smith, Jr.|John||Smith Jr.",
        "Lovelace, Ada Augusta|Ada|Augusta|Lovelace",
        "van der Berg, Maria|Maria||van der Berg",
        "  Ada   Lovelace |Ada||Lovelace",
      })
  void a_name_is_split_into_its_parts(String name, String first, String middle, String last) {
    assertThat(format("split_name", "{'part':'first'}", name)).isEqualTo(first);
    assertThat(format("split_name", "{'part':'middle'}", name)).isEqualTo(middle);
    assertThat(format("split_name", "{'part':'last'}", name)).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<b>Ada</b>|Ada",
        "a<br/>b|a b",
        "<script>alert(1)</script>Ada|Ada",
        "<SCRIPT type='x'>a<b</SCRIPT >Ada|Ada",
        "<style>p{}</style>Ada|Ada",
        "<!-- no -->Ada|Ada",
        "<!-- no|",
        "&lt;b&gt;Ada&lt;/b&gt;|Ada",
        "&amp;lt;b&amp;gt;Ada|Ada",
        "Ben &amp; Jerry|Ben & Jerry",
        "AT&T; R&D|AT&T; R&D",
        "1 < 2 > 0|1 < 2 > 0",
        "&#65;&#x42;&eacute;|ABé",
        "<<b>b>Ada|Ada",
        "<img src=x onerror=alert(1)|",
      })
  void the_text_of_html_is_kept(String html, String text) {
    assertThat(format("strip_html", "{}", html)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 3, abc",
    "abcd, 3, abc",
    "ab👩‍💻c, 5, ab👩‍💻",
    "ab👩‍💻c, 4, ab",
    "🇩🇪🇫🇷, 3, 🇩🇪",
    "🇩🇪🇫🇷, 1, 🇩",
    "👍🏽👍🏽, 3, 👍🏽",
    "👍👍, 1, 👍",
    "आदा, 1, आ",
    "दादा, 3, दा"
  })
  void a_text_is_cut_between_characters(String text, int max, String cut) {
    assertThat(format("truncate", "{'max':" + max + "}", text)).isEqualTo(cut);
  }

  /** The value as text, the reason of a failure, or null for an empty value. */
  private static String format(String function, String args, String text) {
    FormatResult result =
        Arguments.prepare(
                FUNCTIONS.get(function),
                StrictReader.of(Json.read(args.replace('\'', '"')).orElseThrow()))
            .orElseThrow()
            .apply(List.of(new TextNode(text)));
    if (result instanceof FormatResult.Failed failed) {
      return failed.violation().reason().name();
    }
    List<JsonNode> values = ((FormatResult.Values) result).values();
    return values.isEmpty() ? null : values.get(0).asText();
  }
}
