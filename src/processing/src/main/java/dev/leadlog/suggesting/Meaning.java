package dev.leadlog.suggesting;

import java.util.List;

/** What a question can ask for, and a field can hold. */
enum Meaning {
  FULL_NAME("full_name", "capitalize_name", "lead_name", "name", "contact_name"),
  FIRST_NAME("first_name", "capitalize_name", "firstname"),
  LAST_NAME("last_name", "capitalize_name", "lastname", "surname"),
  EMAIL("email", "normalize_email", "email_id", "email_address"),
  PHONE("phone_number", "format_phone_number", "mobile_no", "mobile", "phone"),
  WORK_EMAIL("work_email", "normalize_email", "company_email"),
  WORK_PHONE(
      "work_phone_number", "format_phone_number", "work_phone", "company_phone", "office_phone"),
  COMPANY("company_name", "trim", "company", "organization", "organisation", "organization_name"),
  JOB_TITLE("job_title", "trim", "designation", "position"),
  WEBSITE("website", "trim", "website_url"),
  STREET_ADDRESS("street_address", "trim", "address_line1", "address", "street"),
  CITY("city", "trim", "town"),
  STATE("state", "trim", "province"),
  COUNTRY("country", "trim", "country_name"),
  ZIP("zip_code", "trim", "pincode", "postal_code", "post_code", "zip", "postcode"),
  DATE_OF_BIRTH("date_of_birth", "format_date", "dob", "birthday", "birth_date"),
  GENDER("gender", "trim", "sex"),
  MARITAL_STATUS("marital_status", "trim"),
  RELATIONSHIP_STATUS("relationship_status", "trim"),
  MILITARY_STATUS("military_status", "trim");

  private final String standard;
  private final String format;
  private final List<String> alsoCalled;

  Meaning(String standard, String format, String... alsoCalled) {
    this.standard = standard;
    this.format = format;
    this.alsoCalled = List.of(alsoCalled);
  }

  /** The field's name where a destination takes any. */
  String standard() {
    return standard;
  }

  /** The formatting function that suits it. */
  String format() {
    return format;
  }

  /** Names that destinations have for it besides, the usual one first. */
  List<String> alsoCalled() {
    return alsoCalled;
  }
}
