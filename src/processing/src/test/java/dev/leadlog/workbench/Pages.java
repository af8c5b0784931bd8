package dev.leadlog.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.page.SaveResult;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Pages at Meta and their configurations. */
@Singleton
public class Pages {

  private final PageConfigs configs;
  private final Parameters parameters;

  Pages(PageConfigs configs, Parameters parameters) {
    this.configs = configs;
    this.parameters = parameters;
  }

  /** A page without a configuration. */
  public static PageId unknown() {
    return new PageId(Aws.newId());
  }

  /** The token that can see a page. */
  public static String token(PageId page) {
    return "local-page-token-" + page;
  }

  /** A configured page whose leads are delivered to the leads table. */
  public PageId configured() {
    PageId page = unknown();
    configure(page);
    return page;
  }

  /** Deletes all configurations, as in a new deployment. */
  public void forgetAll() {
    configs.ids().forEach(configs::delete);
  }

  public void configure(PageId page) {
    configure(page, document(page));
  }

  public void configure(PageId page, ObjectNode document) {
    parameters.put(page, token(page));
    save(page, document);
  }

  public void save(PageId page, ObjectNode document) {
    assertThat(configs.save(document, page, null)).isInstanceOf(SaveResult.Saved.class);
  }

  /** Configures a page in another Lambda instance: the cache of this one is not changed. */
  public void saveElsewhere(PageId page, ObjectNode document) {
    parameters.put(page, token(page));
    Map<String, AttributeValue> item =
        Map.of(
            "pageId", AttributeValue.fromS(page.text()),
            "revision", AttributeValue.fromN("7"),
            "enabled", AttributeValue.fromBool(document.path("enabled").asBoolean(true)),
            "document", AttributeValue.fromS(Json.text(document)));
    Aws.direct().putItem(r -> r.tableName("PageConfigs").item(item));
  }

  /** The document of a page that delivers to the leads table and is polled for old leads. */
  public static ObjectNode document(PageId page) {
    String document =
        """
        {"pageName":"Acme","accessToken":"%s","pollSince":"2020-01-01","destination":{"type":"leads-table"},
         "forms":[{"formId":"%s","formName":"Spring offer","mapping":[
           {"metaField":"full_name","leadField":"lead_name","required":true},
           {"metaField":"email","leadField":"email_id"},
           {"leadField":"source","default":"Meta"}]}]}"""
            .formatted(Parameters.reference(page), Meta.FORM);
    return (ObjectNode) Json.read(document).orElseThrow();
  }
}
