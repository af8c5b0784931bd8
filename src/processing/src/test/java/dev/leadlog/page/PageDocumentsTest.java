package dev.leadlog.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.DestinationsFixture;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.Fields;
import dev.leadlog.mapping.PreparedStep;
import dev.leadlog.mapping.formatting.Functions;
import dev.leadlog.mapping.validation.Validators;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageDocumentsTest {

  private static final MappingReader MAPPINGS =
      new MappingReader(Functions.all(), Validators.all());
  private static final PageDocuments IN_AWS =
      new PageDocuments(
          new DestinationReader(DestinationsFixture.leadsTable(), MAPPINGS),
          MAPPINGS,
          Settings.defaults());
  private static final PageDocuments LOCAL =
      new PageDocuments(
          new DestinationReader(DestinationsFixture.leadsTable(), MAPPINGS),
          MAPPINGS,
          Settings.with(Map.of("leadlog.local", "true")));

  private static final PageId PAGE = new PageId("1635959142565683");

  private static final String WHOLE =
      """
      {"pageId":"1635959142565683","pageName":"Acme","enabled":false,"poll":false,
       "accessToken":"ssm:/leadlog/page/1635959142565683",
       "destination":{"type":"leads-table"},"deliverTestLeads":true,
       "forms":[{"formId":"527829666666421","formName":"Spring offer","destination":{"type":"leads-table"},
         "mapping":[
           {"metaField":"full_name","leadField":"lead_name","required":true},
           {"metaField":"आपका नाम क्या है?","leadField":"name_in_hindi","format":[],"validate":[]},
           {"leadField":"source","default":"Meta"},
           {"leadField":"campaign","default":"field:campaign_name"}]}]}""";

  @Test
  void every_setting_of_a_document_is_read() {
    PageConfig config = valid(IN_AWS, WHOLE);
    assertThat(config.pageId()).isEqualTo(PAGE);
    assertThat(config.pageName()).isEqualTo("Acme");
    assertThat(config.enabled()).isFalse();
    assertThat(config.poll()).isFalse();
    assertThat(config.accessToken()).isEqualTo("ssm:/leadlog/page/1635959142565683");
    assertThat(config.destinations())
        .containsExactly(NamedDestination.only(DestinationSetting.LEADS_TABLE, false));
    assertThat(config.deliverTestLeads()).isTrue();
    assertThat(config.forms())
        .containsExactly(
            new FormConfig(
                new FormId("527829666666421"),
                "Spring offer",
                List.of(NamedDestination.only(DestinationSetting.LEADS_TABLE, false)),
                List.of(
                    Fields.of("full_name", "lead_name", true, null),
                    Fields.of("आपका नाम क्या है?", "name_in_hindi", false, null),
                    Fields.of(null, "source", false, "Meta"),
                    Fields.of(null, "campaign", false, "field:campaign_name"))));
  }

  @Test
  void the_steps_of_a_field_keep_their_order_and_add_their_validators() {
    List<FieldMapping> mapping =
        mapping(
            """
            {"metaField":["first_name","last_name"],"leadField":"a","format":["concat",{"name":"capitalize_name"}],
             "validate":[{"name":"length","args":null},"required"]},
            {"metaField":"full_name","leadField":"b","format":["capitalize_name"],
             "validate":[{"name":"no_markup","args":{"on":false}}]},
            {"leadField":"c","format":[{"name":"current_date","args":{"zone":"Asia/Kolkata"}}]}""");

    assertThat(mapping.get(0).metaFields()).containsExactly("first_name", "last_name");
    assertThat(mapping.get(0).formats())
        .extracting(PreparedStep::name)
        .containsExactly("concat", "capitalize_name");
    assertThat(mapping.get(0).checks())
        .extracting(PreparedStep::name)
        .containsExactly("length", "required", "no_markup");
    assertThat(mapping.get(1).checks()).extracting(PreparedStep::name).containsExactly("no_markup");
    assertThat(mapping.get(2).metaFields()).isEmpty();
  }

  @Test
  void a_mapping_can_be_read_without_a_document() {
    MappingDocument right =
        IN_AWS.readMapping(json("[{'metaField':'a','leadField':'pageId'}]".replace('\'', '"')));
    assertThat(right.mistakes()).isEmpty();
    assertThat(right.fields()).extracting(FieldMapping::leadField).containsExactly("pageId");
    assertThat(IN_AWS.readMapping(json("[{\"leadField\":\"a\"},7]")).mistakes())
        .containsExactly(
            "mapping[0].metaField: is missing; enter the question's key, or a default",
            "mapping[1]: must be an object in braces");
    assertThat(IN_AWS.readMapping(json("7")).mistakes()).hasSizeGreaterThan(0);
  }

  /**
   * A typical first document: several steps, arguments, an added validator, constants and
   * references.
   */
  @Test
  void a_usual_document_is_accepted() {
    PageConfig config =
        valid(
            IN_AWS,
            """
            {"pageId":"1635959142565683","pageName":"Acme","enabled":true,"poll":true,
             "accessToken":"ssm:/leadlog/page/1635959142565683",
             "destination":{"type":"leads-table"},
             "deliverTestLeads":false,
             "forms":[{"formId":"527829666666421","formName":"Spring offer","destination":{"type":"leads-table"},
               "mapping":[
                 {"metaField":"full_name","leadField":"lead_name","format":["capitalize_name"],"required":true},
                 {"metaField":"phone_number","leadField":"mobile_no","format":[{"name":"format_phone_number","args":{"region":"IN"}}]},
                 {"metaField":"email","leadField":"email_id","validate":["email",{"name":"length","args":{"max":140}}]},
                 {"leadField":"source","default":"Meta"},
                 {"leadField":"campaign","default":["field:campaign_name","field:formName"],"required":false,"onInvalid":"omit"}]}]}""");
    assertThat(config.forms().get(0).mapping()).hasSize(5);
  }

  @Test
  void the_example_of_docs_mapping_md_is_accepted() throws IOException {
    String document = Files.readString(Path.of("../../docs/mapping.md"));
    String example = document.split("```json\n")[1].split("```")[0];
    MappingDocument read = IN_AWS.readMapping(json(example).path("mapping"));
    assertThat(read.mistakes()).isEmpty();
    assertThat(read.fields()).hasSize(7);
  }

  @Test
  void a_page_is_enabled_and_polled_and_delivers_no_tests_by_default() {
    PageConfig config = valid(IN_AWS, "{\"pageId\":\"1635959142565683\"}");
    assertThat(config.enabled()).isTrue();
    assertThat(config.poll()).isTrue();
    assertThat(config.deliverTestLeads()).isFalse();
    assertThat(config.accessToken()).isNull();
    assertThat(config.destinations()).isEmpty();
    assertThat(config.forms()).isEmpty();
  }

  @Test
  void a_revision_that_was_read_may_be_sent_back() {
    assertThat(valid(IN_AWS, "{\"pageId\":\"1635959142565683\",\"revision\":7}").revision())
        .isZero();
  }

  private static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("[]", "the input must be a JSON object"),
        mistake("{}", "pageId: is missing; enter the page's id at Meta, in quotes"),
        mistake("{'pageId':null}", "pageId: is missing; enter the page's id at Meta, in quotes"),
        mistake("{'pageId':1}", "pageId: must be text in quotes, and not empty"),
        mistake("{'pageId':'Acme'}", "pageId: must be the page's id at Meta: digits in quotes"),
        page("'enable':true", "enable: unknown field; did you mean enabled?"),
        page("'pageName':''", "pageName: must be text in quotes, and not empty"),
        page("'pageName':7", "pageName: must be text in quotes, and not empty"),
        page("'enabled':'yes'", "enabled: must be true or false, without quotes"),
        page("'enabled':null", "enabled: must be true or false, without quotes"),
        page("'poll':1", "poll: must be true or false, without quotes"),
        page("'pollSince':'now'", "pollSince: \"now\" must be a time such as 2026-02-28T08:49:14Z"),
        page("'deliverTestLeads':'false'", "deliverTestLeads: must be true or false"),
        page("'accessToken':'EAAB'", "accessToken: must be ssm:/leadlog/page/"),
        page("'accessToken':'env:TOKEN'", "accessToken: must be ssm:/leadlog/page/"),
        page(
            "'accessToken':'ssm:/leadlog/app/secrets'", "accessToken: must name a parameter under"),
        page("'accessToken':'ssm:/leadlog/page/a b'", "accessToken: must name a parameter under"),
        page("'accessToken':'***'", "accessToken: is *** but there is no stored token to keep"),
        page("'destination':'leads-table'", "destination: must be an object in braces"),
        page("'destination':{}", "destination.type: is missing; enter one of leads-table"),
        page("'destination':{'type':'fax'}", "destination.type: \"fax\" is not a destination"),
        page(
            "'destination':{'type':'leads-table','x':1}",
            "destination.x: unknown field; valid names are type"),
        page(
            "'destination':{'type':'leads-table'},'destinations':[{'name':'a','type':'leads-table'}]",
            "destinations: is set together with destination; remove one of them"),
        page("'destinations':[]", "destinations: must be a list of 1 to 10 destinations"),
        page("'destinations':{}", "destinations: must be a list in brackets"),
        page("'destinations':[{'type':'leads-table'}]", "destinations[0].name: is missing"),
        page("'destinations':[{'name':'a','type':'fax'}]", "destinations[0].type: \"fax\" is not"),
        page(
            "'destinations':[{'name':'a','type':'leads-table','x':1}]",
            "destinations[0].x: unknown field"),
        page(
            "'destinations':[{'name':'a','type':'leads-table'},{'name':'a','type':'leads-table'}]",
            "destinations[1].name: \"a\" is the name of two destinations"),
        page(
            "'destinations':[{'name':'a','type':'leads-table'},{'name':'b','type':'leads-table'}]",
            "destinations[1].type: the leads table can be used only once"),
        form(
            "'formId':'1','destinations':[{'name':'a','type':'leads-table','mapping':[]}]",
            "forms[0].destinations[0].mapping: is missing or empty"),
        form(
            "'formId':'1','destinations':[{'name':'a','type':'leads-table','mapping':[{}]}]",
            "forms[0].destinations[0].mapping[0].leadField: is missing"),
        page("'forms':{}", "forms: must be a list in brackets"),
        page("'forms':['x']", "forms[0]: must be an object in braces"),
        form("", "forms[0].formId: is missing; enter the form's id at Meta, in quotes"),
        form("'formId':'x'", "forms[0].formId: must be the form's id at Meta: digits in quotes"),
        form(
            "'formId':'1','name':'x'",
            "forms[0].name: unknown field; valid names are destination, destinations, formId"),
        form("'formId':'1'", "forms[0].mapping: is missing or empty; map at least one field"),
        form("'formId':'1','mapping':[]", "forms[0].mapping: is missing or empty"),
        form("'formId':'1','mapping':{}", "forms[0].mapping: must be a list in brackets"),
        form("'formId':'1','destination':{'type':'x'}", "forms[0].destination.type: \"x\" is not"),
        page(
            "'forms':[{'formId':'1','mapping':[{'metaField':'a','leadField':'a'}]},{'formId':'1','mapping':[{'metaField':'a','leadField':'a'}]}]",
            "forms[1].formId: 1 is listed twice; remove one"),
        field("'metaField':'a'", "forms[0].mapping[1].leadField: is missing; enter the dest"),
        field("'leadField':'b'", "forms[0].mapping[1].metaField: is missing; enter the question"),
        field("'leadField':'b','metaField':''", "forms[0].mapping[1].metaField: must be text"),
        field("'leadField':'a','metaField':'c'", "forms[0].mapping[1].leadField: \"a\" is mapped"),
        field("'leadField':'b','default':5", "forms[0].mapping[1].default: must be text"),
        field("'leadField':'b','default':'field:'", "forms[0].mapping[1].default: names no field"),
        field("'leadField':'b','default':['x','field:']", "forms[0].mapping[1].default: names no"),
        field("'leadField':'b','default':[]", "forms[0].mapping[1].default: must be text"),
        field("'leadField':'b','default':['x',7]", "forms[0].mapping[1].default[1]: must be text"),
        field(
            "'leadField':'b','default':'x','format':[" + "'trim',".repeat(50) + "'trim']",
            "forms[0].mapping[1].format: must be of 50 steps at most"),
        field(
            "'leadField':'b','default':'x','onInvalid':'skip'",
            "forms[0].mapping[1].onInvalid: \"skip\" must be one of error, omit, keep"),
        field(
            "'leadField':'b','default':'x','onInvalid':'omit','required':true",
            "forms[0].mapping[1].onInvalid: \"omit\" conflicts with \"required\""),
        field("'leadField':'b','default':'x','required':'y'", "forms[0].mapping[1].required: must"),
        field("'leadField':'b','default':'x','args':{}", "forms[0].mapping[1].args: unknown field"),
        field(
            "'leadField':'b','metaField':[]", "forms[0].mapping[1].metaField: must be text in qu"),
        field(
            "'leadField':'b','metaField':['c',1]",
            "forms[0].mapping[1].metaField[1]: must be text"),
        field(
            "'leadField':'b','format':['trim']",
            "forms[0].mapping[1].metaField: is missing; enter"),
        format("'uper'", "[0]: \"uper\" is not a formatting function; did you mean upper?"),
        format("7", "[0]: must be an object in braces"),
        format("{'args':{}}", "[0]: \"\" is not a formatting function; valid names are add_prefix"),
        format("{'name':['trim']}", "[0].name: must be text in quotes, and not empty"),
        format("{'name':'trim','arg':{}}", "[0].arg: unknown field; did you mean args?"),
        format("{'name':'trim','args':['x']}", "[0].args: must be an object in braces"),
        format(
            "{'name':'trim','args':{'x':1}}", "[0].args.x: unknown field; no name is valid here"),
        format(
            "'trim',{'name':'join','args':{'sep':';'}}",
            "[1].args.sep: unknown field; valid names are"),
        format("'truncate'", "[0].args.max: is missing; enter a whole number from 1 to 100000"),
        arg(
            "truncate",
            "'max':'7'",
            "max: must be a whole number from 1 to 100000, without quotes"),
        arg("truncate", "'max':0", "max: must be a whole number"),
        arg("truncate", "'max':1.5", "max: must be a whole number"),
        arg("truncate", "'max':null", "max: is missing; enter a whole number"),
        arg(
            "format_phone_number",
            "'region':'India'",
            "region: must be a country code of two capital"),
        arg(
            "format_phone_number",
            "'region':'in'",
            "region: must be a country code of two capital le"),
        arg(
            "format_phone_number",
            "'region':'XX'",
            "region: must be a country code of two capital le"),
        arg("format_phone_number", "'output':'e164'", "output: must be one of E164, INTERNATIONA"),
        arg("add_prefix", "'prefix':''", "prefix: is empty; enter the prefix"),
        arg("format_date", "'order':'dmy'", "order: must be one of day-first, month-first"),
        arg("format_date", "'output':'YYYY-MM-DD'", "output: must be a pattern of y, M, d and E"),
        arg("format_date", "'output':'yyyy-MM-dd HH:mm'", "output: must be a pattern of y, M, d a"),
        arg(
            "current_date",
            "'zone':'Berlin'",
            "zone: must be a time zone such as Europe/Berlin or U"),
        arg("split_name", "'part':'surname'", "part: must be one of first, middle, last, rest"),
        arg("lookup", "'table':{}", "table: must be a table in braces, of 1 to 1,000 texts"),
        arg("lookup", "'table':{'a':['b']}", "table: must be a table in braces"),
        arg("lookup", "'table':{'a':'b'},'ignoreCase':'no'", "ignoreCase: must be true or false"),
        arg("to_boolean", "'true':'ja'", "true: must be a list of texts in brackets, of 1 to 1,00"),
        arg(
            "to_boolean",
            "'true':['x'],'false':['X']",
            "false: has a word that is also in \"true\""),
        arg("to_number", "'decimal':';'", "decimal: must be one of ., ,"),
        arg("replace", "'pattern':'(a'", "pattern: must be an RE2 regular expression"),
        arg("replace", "'pattern':'(?=a)b'", "pattern: must be an RE2 regular expression"),
        arg("replace", "'pattern':'(a{1000}){1000}'", "pattern: must be an RE2 regular expression"),
        arg(
            "replace",
            "'pattern':'a','with':'$1'",
            "with: must have at most 200 characters and use"),
        arg(
            "replace",
            "'pattern':'a','with':'${year}'",
            "with: must have at most 200 characters and use"),
        validate("'mail'", "[0]: \"mail\" is not a validator; did you mean email?"),
        validate(
            "{'name':'email','args':{'x':1}}", "[0].args.x: unknown field; no name is valid here"),
        validate("'one_of'", "[0].args.values: is missing; enter a list of texts in brackets"),
        validate("{'name':'length','args':{'min':9,'max':2}}", "[0].args.min: is more than max"),
        validate(
            "{'name':'pattern','args':{'pattern':'(?<a>'}}",
            "[0].args.pattern: must be an RE2 reg"),
        field(
            "'leadField':'b','default':'x','format':'upper'",
            "forms[0].mapping[1].format: must be a list in brackets"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void each_mistake_is_named_with_its_path(String document, String mistake) {
    assertThat(mistakes(IN_AWS, document)).anyMatch(found -> found.startsWith(mistake));
  }

  @Test
  void all_mistakes_are_named_together() {
    assertThat(
            mistakes(
                IN_AWS,
                "{'pageId':'x','enabled':1,'forms':[{'mapping':[{}]},{'formId':'1','mapping':[]}]}"))
        .hasSize(6);
  }

  @Test
  void a_document_must_have_the_page_id_of_the_path() {
    assertThat(LOCAL.read(Json.object(), PAGE, null)).isInstanceOf(PageDocument.Valid.class);
    PageDocument.Invalid other =
        (PageDocument.Invalid) LOCAL.read(Json.object().put("pageId", "7"), PAGE, null);
    assertThat(other.mistakes())
        .containsExactly("pageId: is 7 but the request is for page 1635959142565683");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EAAB-a-token", "env:TOKEN", "ssm:/leadlog/page/1635959142565683"})
  void a_laptop_accepts_any_token(String token) {
    assertThat(valid(LOCAL, "{'pageId':'1','accessToken':'" + token + "'}").accessToken())
        .isEqualTo(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssm:/leadlog/app/secrets", "ssm:leadlog", "ssm:"})
  void a_laptop_accepts_no_parameter_of_the_app(String token) {
    assertThat(mistakes(LOCAL, "{'pageId':'1','accessToken':'" + token + "'}")).hasSize(1);
  }

  @Test
  void a_page_may_name_only_parameters_of_its_own_stack() {
    LeadlogSettings staging = Settings.with(Map.of("leadlog.secrets-path", "/staging"));
    PageDocuments second =
        new PageDocuments(
            new DestinationReader(DestinationsFixture.leadsTable(), MAPPINGS), MAPPINGS, staging);

    assertThat(valid(second, "{'pageId':'1','accessToken':'ssm:/staging/page/1'}").accessToken())
        .isEqualTo("ssm:/staging/page/1");
    assertThat(mistakes(second, "{'pageId':'1','accessToken':'ssm:/leadlog/page/1'}"))
        .containsExactly("accessToken: must name a parameter under ssm:/staging/page/");
    assertThat(staging.http().secret()).isEqualTo("ssm:/staging/destination/http");
    assertThat(staging.frappe().token()).isEqualTo("ssm:/staging/destination/frappe");
  }

  @Test
  void three_asterisks_keep_the_stored_token() {
    PageDocument.Valid kept =
        (PageDocument.Valid)
            LOCAL.read(
                Json.object().put("accessToken", "***"),
                PAGE,
                Json.object().put("accessToken", "EAAB-the-old-one"));
    assertThat(kept.config().accessToken()).isEqualTo("EAAB-the-old-one");
    assertThat(kept.json().path("accessToken").asText()).isEqualTo("EAAB-the-old-one");
    assertThat(kept.toString()).doesNotContain("EAAB");
  }

  @Test
  void reading_a_document_does_not_change_it() {
    JsonNode document = Json.object().put("accessToken", "***").put("revision", 3);
    LOCAL.read(document, PAGE, Json.object().put("accessToken", "EAAB-the-old-one"));
    assertThat(Json.text(document)).isEqualTo("{\"accessToken\":\"***\",\"revision\":3}");
  }

  private static Arguments mistake(String document, String mistake) {
    return arguments(document, mistake);
  }

  private static Arguments page(String fields, String mistake) {
    return mistake("{'pageId':'1635959142565683'," + fields + "}", mistake);
  }

  private static Arguments form(String fields, String mistake) {
    return page("'forms':[{" + fields + "}]", mistake);
  }

  private static Arguments field(String fields, String mistake) {
    return form(
        "'formId':'1','mapping':[{'metaField':'a','leadField':'a'},{" + fields + "}]", mistake);
  }

  private static Arguments format(String steps, String mistake) {
    return field(
        "'leadField':'b','metaField':'b','format':[" + steps + "]",
        "forms[0].mapping[1].format" + mistake);
  }

  private static Arguments arg(String function, String args, String mistake) {
    return format("{'name':'" + function + "','args':{" + args + "}}", "[0].args." + mistake);
  }

  private static Arguments validate(String steps, String mistake) {
    return field(
        "'leadField':'b','metaField':'b','validate':[" + steps + "]",
        "forms[0].mapping[1].validate" + mistake);
  }

  private static PageConfig valid(PageDocuments documents, String json) {
    return ((PageDocument.Valid) documents.read(json(json), null, null)).config();
  }

  private static List<FieldMapping> mapping(String fields) {
    String form = "\"forms\":[{\"formId\":\"1\",\"mapping\":[" + fields + "]}]";
    return valid(IN_AWS, "{\"pageId\":\"1635959142565683\"," + form + "}").forms().get(0).mapping();
  }

  private static List<String> mistakes(PageDocuments documents, String json) {
    return ((PageDocument.Invalid) documents.read(json(json), null, null)).mistakes();
  }

  private static JsonNode json(String text) {
    return Json.read(
            text.contains("'pageId'") || !text.contains("\"") ? text.replace('\'', '"') : text)
        .orElseThrow();
  }
}
