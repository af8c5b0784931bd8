package dev.leadlog.suggestion;

import dev.leadlog.mapping.OnInvalid;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The meanings of questions and fields, by Meta's types of questions (source: Meta, "Lead Ads, Form
 * Questions").
 */
enum QuestionType {
  FULL_NAME("full_name", "capitalize_name", "lead_name", "name", "contact_name"),
  FIRST_NAME("first_name", "capitalize_name", "firstname", "FirstName"),
  LAST_NAME("last_name", "capitalize_name", "lastname", "LastName", "surname"),
  EMAIL("email", "normalize_email", "email_id", "Email", "email_address"),
  PHONE("phone_number", "format_phone_number", "mobile_no", "mobile", "phone", "Phone"),
  WORK_EMAIL("work_email", "normalize_email", "company_email"),
  WORK_PHONE_NUMBER(
      "work_phone_number", "format_phone_number", "work_phone", "company_phone", "office_phone"),
  COMPANY_NAME(
      "company_name",
      "trim",
      "company",
      "Company",
      "organization",
      "organisation",
      "organization_name"),
  JOB_TITLE("job_title", "trim", "jobtitle", "Title", "designation", "position"),
  WEBSITE("website", "trim", "Website", "website_url"),
  STREET_ADDRESS("street_address", "trim", "address_line1", "address", "street", "Street"),
  CITY("city", "trim", "City", "town"),
  STATE("state", "trim", "State", "province"),
  COUNTRY("country", "trim", "Country", "country_name"),
  ZIP("zip_code", "trim", "pincode", "postal_code", "PostalCode", "post_code", "zip", "postcode"),
  DOB("date_of_birth", "format_date", "dob", "birthday", "Birthdate", "birth_date"),
  GENDER("gender", "trim", "sex"),
  MARITAL_STATUS("marital_status", "trim"),
  RELATIONSHIP_STATUS("relationship_status", "trim"),
  MILITARY_STATUS("military_status", "trim");

  /** Other names of the same types; one is a misspelling by Meta. */
  private static final Map<String, String> SYNONYMS =
      Map.of("PROVINCE", "STATE", "POST_CODE", "ZIP", "MARITIAL_STATUS", "MARITAL_STATUS");

  private final String standard;
  private final String format;
  private final List<String> alsoCalled;

  QuestionType(String standard, String format, String... alsoCalled) {
    this.standard = standard;
    this.format = format;
    this.alsoCalled = List.of(alsoCalled);
  }

  static Optional<QuestionType> ofType(String type) {
    String name = SYNONYMS.getOrDefault(type, type);
    return Arrays.stream(values()).filter(meaning -> meaning.name().equals(name)).findFirst();
  }

  /** Returns the field's name for a destination that accepts any field. */
  String standard() {
    return standard;
  }

  /** Returns the formatting function for this type. */
  String format() {
    return format;
  }

  /**
   * Returns what to do with an answer that the function cannot format, so that the lead does not
   * become an Error: an ambiguous date is kept, an invalid number or address is left out.
   */
  Optional<OnInvalid> onInvalid() {
    return switch (format) {
      case "format_date" -> Optional.of(OnInvalid.KEEP);
      case "format_phone_number", "normalize_email" -> Optional.of(OnInvalid.OMIT);
      default -> Optional.empty();
    };
  }

  /** Returns other names of the field in destinations, the most usual first. */
  List<String> alsoCalled() {
    return alsoCalled;
  }
}
