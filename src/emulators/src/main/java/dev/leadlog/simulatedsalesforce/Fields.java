package dev.leadlog.simulatedsalesforce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The objects of the simulated org, in a short form of {@code describe}. */
final class Fields {

  /** {@code Lead}, with the external id field for the leadgen id. */
  static ObjectNode lead() {
    ObjectNode lead = JsonNodeFactory.instance.objectNode().put("name", "Lead");
    lead.putArray("fields");
    field(lead, "Id", "Lead ID", "id", 18).put("createable", false).put("updateable", false);
    field(lead, "Name", "Full Name", "string", 121)
        .put("createable", false)
        .put("updateable", false);
    field(lead, "FirstName", "First Name", "string", 40);
    field(lead, "LastName", "Last Name", "string", 80).put("nillable", false);
    field(lead, "Company", "Company", "string", 255).put("nillable", false);
    field(lead, "Email", "Email", "email", 80);
    field(lead, "Phone", "Phone", "phone", 40);
    field(lead, "Title", "Title", "string", 128);
    field(lead, "Description", "Description", "textarea", 32_000);
    field(lead, "HasOptedOutOfEmail", "Email Opt Out", "boolean", 0).put("nillable", false);
    field(lead, "NumberOfEmployees", "Employees", "int", 0);
    field(lead, "AnnualRevenue", "Annual Revenue", "currency", 0);
    field(lead, "Birthdate__c", "Birthdate", "date", 0);
    field(lead, "Call_At__c", "Call At", "datetime", 0);
    field(lead, "Best_Time__c", "Best Time", "time", 0);
    field(lead, "Status", "Lead Status", "picklist", 255)
        .put("nillable", false)
        .put("defaultedOnCreate", true);
    restricted(field(lead, "Rating__c", "Rating", "picklist", 255), "H", "Hot", "C", "Not yet");
    restricted(
        field(lead, "Topics__c", "Topics", "multipicklist", 4_099), "P", "Prices", "D", "Dates");
    id(field(lead, "Meta_Leadgen_Id__c", "Meta Leadgen Id", "string", 255));
    field(lead, "Legacy_Id__c", "Legacy Id", "string", 255).put("externalId", true);
    return lead;
  }

  private static void id(ObjectNode field) {
    field.put("externalId", true).put("unique", true);
  }

  private static ObjectNode field(
      ObjectNode object, String name, String label, String type, int length) {
    ObjectNode field = object.withArray("fields").addObject();
    field.put("name", name).put("label", label).put("type", type).put("length", length);
    field.put("createable", true).put("updateable", true).put("nillable", true);
    field.put("defaultedOnCreate", type.equals("boolean")).put("externalId", false);
    field.put("unique", false).put("restrictedPicklist", false).putArray("picklistValues");
    return field;
  }

  private static void restricted(ObjectNode field, String... valuesAndLabels) {
    field.put("restrictedPicklist", true);
    for (int i = 0; i < valuesAndLabels.length; i += 2) {
      field
          .withArray("picklistValues")
          .addObject()
          .put("active", true)
          .put("value", valuesAndLabels[i])
          .put("label", valuesAndLabels[i + 1]);
    }
  }

  private Fields() {}
}
