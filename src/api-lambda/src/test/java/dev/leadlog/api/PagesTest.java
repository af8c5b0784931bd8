package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.JsonPath;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class PagesTest {

  private static final String DOCUMENT =
      """
      {"pageId":"%s","pageName":"Acme","enabled":true,"poll":true,
       "accessToken":"ssm:/leadlog/page/%s",
       "destination":{"type":"leads-table"},
       "deliverTestLeads":false,
       "forms":[{"formId":"527829666666421","formName":"Spring offer",
         "mapping":[
           {"metaField":"full_name","leadField":"lead_name","required":true},
           {"metaField":"आपका नाम क्या है?","leadField":"name_hi"},
           {"leadField":"source","default":"Meta"},
           {"leadField":"campaign","default":"field:campaign_name"}]}]}""";

  @Test
  void a_configuration_is_saved_read_listed_and_deleted() {
    String page = Aws.newId();

    put(page, document(page))
        .statusCode(200)
        .contentType("application/json")
        .header("ETag", "\"1\"")
        .body(hasJsonPath("$.revision", equalTo(1)))
        .body(hasJsonPath("$.pageId", equalTo(page)))
        .body(hasJsonPath("$.forms[0].mapping[1].metaField", equalTo("आपका नाम क्या है?")));
    get(page)
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body(hasJsonPath("$.pageName", equalTo("Acme")));
    given()
        .get("/api/pages")
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.items[*].pageId", hasItem(page)));
    given().delete("/api/pages/" + page).then().statusCode(204);

    get(page)
        .statusCode(404)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.detail", containsString("page \"" + page + "\" is not configured")));
    given().delete("/api/pages/" + page).then().statusCode(404);
    given().get("/api/pages").then().body(hasJsonPath("$.items[*].pageId", not(hasItem(page))));
  }

  @Test
  void the_forms_of_a_page_have_the_progress_of_the_poll() {
    String page = Aws.newId();
    String form = Aws.newId();
    put(page, document(page).replace("527829666666421", form)).statusCode(200);

    given()
        .get("/api/pages/" + page + "/forms")
        .then()
        .statusCode(200)
        .body(
            equalTo(
                "{\"items\":[{\"formId\":\"%s\",\"formName\":\"Spring offer\",\"mapped\":true,\"lastRead\":null,\"leadsAtMeta\":null,\"reading\":false}]}"
                    .formatted(form)));
    given().get("/api/pages/1/forms").then().statusCode(404);
  }

  @Test
  void a_configuration_that_is_too_large_is_refused_with_the_cause() {
    String page = Aws.newId();

    put(page, withForms(400))
        .statusCode(400)
        .body(hasJsonPath("$.detail", containsString("the limit is 384 KB")));
    get(page).statusCode(404);
  }

  /** A response of Lambda has at most 6 MB. */
  @Test
  void all_pages_are_listed_although_their_forms_do_not_fit_in_a_response() {
    List<String> large = Stream.generate(Aws::newId).limit(12).toList();
    large.forEach(PagesTest::writeLarge);

    Response all = given().get("/api/pages");
    large.forEach(page -> given().delete("/api/pages/" + page));

    assertThat(all.asByteArray()).hasSizeLessThan(5_000_000);
    JsonNode items = Json.read(all.asString()).orElseThrow().path("items");
    assertThat(items).extracting(item -> item.path("pageId").asText()).containsAll(large);
    assertThat(items)
        .extracting(item -> item.path("formsOmitted").asBoolean())
        .contains(true, false);
  }

  @Test
  void a_stored_configuration_that_is_not_json_is_listed_with_its_page() {
    String page = Aws.newId();
    write(page, "no JSON");

    get(page).statusCode(200).body(hasJsonPath("$.pageId", equalTo(page)));
    given().get("/api/pages").then().body(hasJsonPath("$.items[*].pageId", hasItem(page)));
    given().delete("/api/pages/" + page).then().statusCode(204);
  }

  /**
   * Writes the page into the table, because each save would look for leads that wait for the page.
   */
  private static void writeLarge(String page) {
    write(page, withForms(350).replaceFirst("\\{", "{\"pageId\":\"" + page + "\","));
  }

  private static void write(String page, String document) {
    Map<String, AttributeValue> item =
        Map.of(
            "pageId", AttributeValue.fromS(page),
            "revision", AttributeValue.fromN("1"),
            "enabled", AttributeValue.fromBool(true),
            "document", AttributeValue.fromS(document));
    Aws.direct().putItem(r -> r.tableName("PageConfigs").item(item));
  }

  private static String withForms(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"formId\":\"%d\",\"formName\":\"%s\",\"mapping\":[{\"metaField\":\"email\",\"leadField\":\"email\"}]}"
                    .formatted(527_829_000_000_000L + i, "n".repeat(1000)))
        .collect(Collectors.joining(",", "{\"forms\":[", "]}"));
  }

  @Test
  void the_response_to_a_save_has_warnings() {
    String page = Aws.newId();
    String destination =
        "{\"type\":\"frappe\",\"doctype\":\"Lead\",\"url\":\"https://crm.invalid\","
            + "\"token\":\"ssm:/leadlog/destination/nothing-here\"}";

    put(page, document(page)).statusCode(200).body(hasJsonPath("$.warnings", hasSize(0)));
    put(page, "{\"destination\":" + destination + "}")
        .statusCode(200)
        .body(hasJsonPath("$.warnings", hasSize(1)))
        .body(
            hasJsonPath(
                "$.warnings[0]", containsString("destination.token: the API key cannot be read")));
  }

  @Test
  void the_path_names_the_page_and_a_returned_document_can_be_saved() {
    String page = Aws.newId();
    put(page, "{\"pageName\":\"Acme\"}")
        .statusCode(200)
        .body(hasJsonPath("$.pageId", equalTo(page)));

    String read = get(page).extract().asString();

    put(page, read).statusCode(200).body(hasJsonPath("$.revision", equalTo(2)));
  }

  @Test
  void a_change_of_an_older_revision_is_refused() {
    String page = Aws.newId();
    put(page, document(page)).header("ETag", "\"1\"");
    put(page, document(page), "\"1\"").statusCode(200).header("ETag", "\"2\"");

    put(page, document(page).replace("Acme", "Late"), "\"1\"")
        .statusCode(412)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.detail", containsString("revision 2")));

    get(page).body(hasJsonPath("$.pageName", equalTo("Acme"))).header("ETag", "\"2\"");
  }

  @ParameterizedTest
  @CsvSource({"'\"1\"', 200", "1, 200", "W/\"1\", 200", "*, 200", "'\"2\"', 412", "'\"0\"', 412"})
  void if_match_is_compared_with_the_revision(String ifMatch, int status) {
    String page = Aws.newId();
    put(page, document(page)).statusCode(200);

    put(page, document(page), ifMatch).statusCode(status);
  }

  @Test
  void if_match_on_a_page_that_is_not_configured_is_refused() {
    String page = Aws.newId();

    put(page, document(page), "\"3\"").statusCode(412);

    get(page).statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "-1", "99999999999", "", " ", "\"\"", "\"1\",\"2\""})
  void an_invalid_if_match_is_refused(String ifMatch) {
    String page = Aws.newId();

    put(page, document(page), ifMatch)
        .statusCode(400)
        .body(hasJsonPath("$.detail", containsString("If-Match")));
  }

  @Test
  void three_asterisks_keep_the_reference_of_the_token() {
    String page = Aws.newId();
    put(page, document(page)).statusCode(200);

    put(page, document(page).replace("ssm:/leadlog/page/" + page, "***")).statusCode(200);

    get(page).body(hasJsonPath("$.accessToken", equalTo("ssm:/leadlog/page/" + page)));
  }

  @Test
  void three_asterisks_without_an_earlier_token_are_a_mistake() {
    refused("{\"accessToken\":\"***\"}", "accessToken: is *** but there is no stored token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EAAGm0PX4ZCpsBAKZC", "env:PAGE_TOKEN", "ssm:/leadlog/app/secrets",
        "ssm:/leadlog/pages/1", "ssm:leadlog/page/1", "ssm:/leadlog/destination/crm",
      })
  void a_token_outside_of_the_page_parameters_is_refused_and_not_repeated(String token) {
    refused("{\"accessToken\":\"" + token + "\"}", "accessToken: must ")
        .body(hasJsonPath("$.detail", containsString("/leadlog/page/")))
        .body(hasJsonPath("$.detail", not(containsString(token))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'enabled':'yes'}                        | enabled: must be true or false",
        "{'Enabled':true}                         | Enabled: unknown field; did you mean enabled?",
        "{'poll':1}                               | poll: must be true or false",
        "{'pageName':7}                           | pageName: must be text in quotes",
        "{'pageId':'12'}                          | pageId: is 12 but the request is for page",
        "{'pageId':12}                            | pageId: must be text in quotes",
        "{'pageId':'my-page'}                     | pageId: must be the page's id at Meta",
        "{'destination':'leads-table'}            | destination: must be an object",
        "{'destination':{}}                       | destination.type: is missing; enter one of",
        "{'destination':{'type':'pigeon'}}    | destination.type: `pigeon` is not a destination type; valid names are",
        "{'destination':{'type':'leads-table','table':'x'}} | destination.table: unknown field",
        "{'destination':{'type':'http','url':'http://a.example'}} | destination.url: must begin with https://",
        "{'destination':{'type':'http','url':'https://169.254.169.254/'}} | destination.url: points to a reserved address",
        "{'destination':{'type':'frappe','doctype':'Lead'}} | destination.url: is missing; enter the site",
        "{'destination':{'type':'sns','topicArn':'leads'}} | destination.topicArn: must be an ARN such as arn:aws:sns",
        "{'forms':{}}                             | forms: must be a list",
        "{'forms':['1']}                          | forms[0]: must be an object",
        "{'forms':[{'mapping':[{'leadField':'a','default':'b'}]}]} | forms[0].formId: is missing",
        "{'forms':[{'formId':'1'}]}               | forms[0].mapping: is missing or empty",
        "{'forms':[{'formId':'1','mapping':[]}]}  | forms[0].mapping: is missing or empty",
        "{'forms':[{'formId':'x','mapping':[{'leadField':'a','default':'b'}]}]} | forms[0].formId: must be the form's id at Meta",
        "{'forms':[{'formId':'1','destination':{'type':'x'},'mapping':[{'leadField':'a','default':'b'}]}]} | forms[0].destination.type: `x` is not a destination",
        "{'forms':[{'formId':'1','mapping':[{'leadField':'a','default':'b'}]},{'formId':'1','mapping':[{'leadField':'a','default':'b'}]}]} | forms[1].formId: 1 is listed twice",
        "{'forms':[{'formId':'1','mapping':[{'metaField':'a'}]}]} | forms[0].mapping[0].leadField: is missing",
        "{'forms':[{'formId':'1','mapping':[{'leadField':'a'}]}]} | forms[0].mapping[0].metaField: is missing",
        "{'forms':[{'formId':'1','mapping':[{'leadField':'a','default':'b'},{'leadField':'a','default':'c'}]}]} | forms[0].mapping[1].leadField: `a` is mapped twice",
        "{'forms':[{'formId':'1','mapping':[{'leadField':'a','default':'field:'}]}]} | forms[0].mapping[0].default: names no field",
        "{'forms':[{'formId':'1','mapping':[{'leadField':'a','metaField':'b','required':'x'}]}]} | forms[0].mapping[0].required: must be true or false",
        "{'forms':[{'formId':'1','mapping':[{'leadField':'a','metaField':'b','format':['no_such_format']}]}]} | forms[0].mapping[0].format[0]: `no_such_format`",
        "{'forms':[{'formId':'1','mapping':[{'leadField':'a','metaField':'b','format':[{'name':'no_such_format','args':{}}]}]}]} | forms[0].mapping[0].format[0]: `no_such_format`",
        "{'forms':[{'formId':'1','mapping':[{'leadField':'a','metaField':'b','validate':['no_such_check']}]}]} | forms[0].mapping[0].validate[0]: `no_such_check`",
        "[]                                       | the input must be a JSON object",
        "7                                        | the input must be a JSON object",
      })
  void a_mistake_is_named_with_its_path_and_the_valid_values(String document, String mistake) {
    refused(document.replace('\'', '"').replace("page\"s", "page's"), mistake.replace('`', '"'));
  }

  @Test
  void all_mistakes_are_named_together_and_nothing_is_saved() {
    String page = Aws.newId();
    String document =
        """
        {"enabled":"yes","acessToken":"ssm:/leadlog/page/1","destination":{"type":"pigeon"},
         "forms":[{"formId":"1","mapping":[
           {"leadField":"phone","metaField":"phone_number","format":["make_nice"]},
           {"leadField":"email","validate":["really"]}]}]}""";

    String refusal =
        put(page, document)
            .statusCode(400)
            .contentType("application/problem+json")
            .extract()
            .asString();

    assertThat(JsonPath.<List<String>>read(refusal, "$.mistakes"))
        .extracting(mistake -> mistake.substring(0, mistake.indexOf(':')))
        .containsExactlyInAnyOrder(
            "enabled",
            "acessToken",
            "destination.type",
            "forms[0].mapping[0].format[0]",
            "forms[0].mapping[1].metaField",
            "forms[0].mapping[1].validate[0]");
    get(page).statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "not JSON", "{} {}"})
  void a_body_that_is_not_json_is_refused(String body) {
    put(Aws.newId(), body)
        .statusCode(400)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.title", equalTo("Invalid request")));
  }

  @Test
  void an_invalid_page_id_is_refused() {
    put("my-page", "{}")
        .statusCode(400)
        .body(hasJsonPath("$.detail", containsString("\"my-page\"")));
    get("my-page").statusCode(404);
  }

  @Test
  void only_one_of_concurrent_saves_with_the_same_if_match_succeeds() {
    String page = Aws.newId();
    put(page, document(page)).statusCode(200);
    Integer[] statuses = new Integer[8];

    java.util.stream.IntStream.range(0, statuses.length)
        .parallel()
        .forEach(i -> statuses[i] = put(page, document(page), "\"1\"").extract().statusCode());

    assertThat(Arrays.asList(statuses)).containsOnlyOnce(200).contains(412);
    get(page).header("ETag", "\"2\"");
  }

  private static ValidatableResponse refused(String document, String mistake) {
    return put(Aws.newId(), document)
        .statusCode(400)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.title", equalTo("Invalid request")))
        .body(hasJsonPath("$.mistakes", hasSize(1)))
        .body(hasJsonPath("$.mistakes[0]", containsString(mistake)));
  }

  private static String document(String pageId) {
    return DOCUMENT.formatted(pageId, pageId);
  }

  private static ValidatableResponse get(String pageId) {
    return given().get("/api/pages/" + pageId).then();
  }

  private static ValidatableResponse put(String pageId, String document) {
    return put(pageId, document, null);
  }

  private static ValidatableResponse put(String pageId, String document, String ifMatch) {
    var request =
        given()
            .contentType("application/json")
            .body(document.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return request.put("/api/pages/" + pageId).then();
  }
}
