package dev.leadlog.simulatedfrappe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The doctypes of the simulated site, in the format of {@code getdoctype}. */
final class Doctypes {

  /** Some fields of ERPNext's Lead, with a unique custom field for the leadgen id. */
  static ObjectNode lead() {
    ObjectNode lead = doctype("Lead", "naming_series:");
    field(lead, "details", "Details", "Section Break", "");
    field(lead, "lead_name", "Lead Name", "Data", "reqd");
    field(lead, "email_id", "Email", "Data", "").put("options", "Email");
    field(lead, "mobile_no", "Mobile No", "Data", "").put("options", "Phone");
    field(lead, "source", "Source", "Data", "");
    field(lead, "campaign", "Campaign", "Data", "");
    field(lead, "status", "Status", "Select", "reqd")
        .put("options", "Lead\nOpen")
        .put("default", "Lead");
    field(lead, "customer_code", "Customer Code", "Data", "unique");
    field(lead, "age", "Age", "Int", "");
    field(lead, "subscribed", "Subscribed", "Check", "");
    field(lead, "birthday", "Birthday", "Date", "");
    field(lead, "seen_on", "Seen On", "Datetime", "");
    field(lead, "call_at", "Call At", "Time", "");
    field(lead, "budget", "Budget", "Currency", "");
    field(lead, "rank", "Rank", "Select", "").put("options", "\nHot\nNot yet");
    field(lead, "score", "Score", "Int", "").put("read_only", 1);
    field(lead, "visits", "Visits", "Table", "").put("options", "Visit");
    field(lead, "notes", "Notes", "Text", "");
    field(lead, "meta_leadgen_id", "Meta Leadgen Id", "Data", "unique").put("is_custom_field", 1);
    return lead;
  }

  /** A doctype whose field for the leadgen id is not unique. */
  static ObjectNode contact() {
    ObjectNode contact = doctype("Contact", "hash");
    field(contact, "first_name", "First Name", "Data", "");
    field(contact, "meta_leadgen_id", "Meta Leadgen Id", "Data", "");
    return contact;
  }

  private static ObjectNode doctype(String name, String autoname) {
    ObjectNode doctype = JsonNodeFactory.instance.objectNode();
    doctype.put("doctype", "DocType").put("name", name).put("autoname", autoname);
    doctype.putArray("fields");
    return doctype;
  }

  private static ObjectNode field(
      ObjectNode doctype, String name, String label, String type, String flag) {
    ObjectNode field = doctype.withArray("fields").addObject();
    field.put("fieldname", name).put("label", label).put("fieldtype", type);
    field.put("reqd", flag.equals("reqd") ? 1 : 0).put("unique", flag.equals("unique") ? 1 : 0);
    return field;
  }

  private Doctypes() {}
}
